SELECT id, run, trace, scope, span, time, severity, event, data FROM logs WHERE run = ?1 AND (time, id) > (?2, ?3) AND time <= ?4 AND (severity >= ?5 OR severity = 0) ORDER BY time, id
