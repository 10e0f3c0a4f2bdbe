INSERT INTO metrics (id, hash, scope, name, unit, kind, data) VALUES (?, ?, ?, ?, ?, ?, ?)
