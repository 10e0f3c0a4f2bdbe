SELECT * FROM runs WHERE id = ?
