INSERT INTO scopes (id, hash, resource, name, schema_url, data) VALUES (?, ?, ?, ?, ?, ?)
