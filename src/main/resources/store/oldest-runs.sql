SELECT id, key, bytes, seen, spans + logs + points AS records FROM runs ORDER BY seen, id
