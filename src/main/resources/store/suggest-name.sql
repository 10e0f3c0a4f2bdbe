SELECT DISTINCT name FROM runs WHERE name <> '' AND substr(name, 1, length(?1)) = ?1 ORDER BY name LIMIT 20
