SELECT id, trace, scope, span, parent, start, duration, details << 6 | kind, name, CASE WHEN details < 0 THEN data END FROM spans WHERE run = ?1 AND id > ?2 ORDER BY id LIMIT ?3
