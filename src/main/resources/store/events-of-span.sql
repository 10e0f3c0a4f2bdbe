SELECT id, run, trace, scope, span, time, severity, event, data FROM logs
WHERE run = ?1 AND event IS NOT NULL AND span = ?2 AND length(data) <= ?3 ORDER BY id
