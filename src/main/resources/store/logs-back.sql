SELECT id, run, trace, scope, span, time, severity, event, data FROM logs WHERE id < ?1 AND (severity >= ?2 OR severity = 0) ORDER BY id DESC
