INSERT INTO spans (id, run, trace, scope, span, parent, start, duration, kind, name, data, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
