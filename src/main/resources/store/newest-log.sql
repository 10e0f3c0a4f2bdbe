SELECT max(id) FROM logs
