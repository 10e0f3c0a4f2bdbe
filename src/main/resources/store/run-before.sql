SELECT * FROM runs WHERE title = ?1 AND first < ?2 AND id <> ?3 ORDER BY first DESC LIMIT 1
