SELECT * FROM runs WHERE key = ?
