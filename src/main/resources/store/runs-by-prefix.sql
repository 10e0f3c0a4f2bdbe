SELECT * FROM runs WHERE key >= ?1 AND key < ?1 || 'g' ORDER BY key LIMIT 20
