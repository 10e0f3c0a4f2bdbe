DELETE FROM logs WHERE id IN (SELECT id FROM logs WHERE id < ?1 AND run = 0 AND time < ?2 LIMIT 5000)
