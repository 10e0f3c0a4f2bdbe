SELECT * FROM runs WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key LIMIT 20
