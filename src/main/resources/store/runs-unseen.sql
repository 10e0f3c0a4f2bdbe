SELECT id, key, bytes FROM runs WHERE seen < ?1 ORDER BY seen LIMIT 1000
