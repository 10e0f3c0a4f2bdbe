SELECT DISTINCT branch FROM runs WHERE branch <> '' AND substr(branch, 1, length(?1)) = ?1 ORDER BY branch LIMIT 20
