DELETE FROM points WHERE id IN (SELECT id FROM points WHERE id < ?1 AND run = 0 AND time < ?2 LIMIT 5000)
