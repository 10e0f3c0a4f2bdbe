SELECT id, run, trace, scope, span, time, severity, event, data FROM logs INDEXED BY logs_severe WHERE id < ?1 AND (severity >= 13 OR severity = 0) ORDER BY id DESC
