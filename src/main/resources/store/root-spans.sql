SELECT id, trace, scope, span, parent, start, duration, kind, name, data FROM spans WHERE run = ?1 AND parent = 0 ORDER BY id LIMIT ?2
