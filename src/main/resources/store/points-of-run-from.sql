SELECT id, run, metric, time, data FROM points WHERE metric = ?1 AND run = ?2 AND (time, id) > (?3, ?4) ORDER BY time, id
