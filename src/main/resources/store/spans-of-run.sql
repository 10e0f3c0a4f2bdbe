SELECT id, trace, scope, span, parent, start, duration, kind, name, data FROM spans WHERE run = ?1 AND id > ?2 ORDER BY id LIMIT ?3
