SELECT id, run, trace, scope, span, time, severity, event, data FROM logs WHERE run = ?1 AND event IS NOT NULL AND length(data) <= ?2 ORDER BY id
