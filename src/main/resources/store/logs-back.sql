SELECT id, run, trace, scope, span, time, severity, event, data FROM logs WHERE id < ?1 ORDER BY id DESC
