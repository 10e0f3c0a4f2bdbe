INSERT INTO logs (id, run, trace, scope, span, time, severity, event, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
