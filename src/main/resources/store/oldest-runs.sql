SELECT id, key, bytes, seen FROM runs ORDER BY seen, id
