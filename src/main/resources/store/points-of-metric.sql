SELECT id, run, metric, time, data FROM points WHERE metric = ?1 AND time BETWEEN ?2 AND ?3 ORDER BY time DESC, id DESC LIMIT ?4
