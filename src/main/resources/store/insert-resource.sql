INSERT INTO resources (id, hash, service, schema_url, data) VALUES (?, ?, ?, ?, ?)
