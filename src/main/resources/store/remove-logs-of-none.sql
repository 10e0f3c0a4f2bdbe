DELETE FROM logs WHERE id IN (SELECT id FROM logs WHERE run = 0 AND time < ?1 LIMIT ?2)
