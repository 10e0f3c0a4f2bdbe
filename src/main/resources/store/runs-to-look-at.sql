SELECT id FROM runs WHERE stale = 1 UNION SELECT id FROM runs WHERE open = 1 AND seen < ?1
