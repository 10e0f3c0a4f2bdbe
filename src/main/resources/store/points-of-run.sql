SELECT id, run, metric, time, data FROM points WHERE metric = ?1 AND run = ?2 AND id > ?3 ORDER BY time, id LIMIT ?4
