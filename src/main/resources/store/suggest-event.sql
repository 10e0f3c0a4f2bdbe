SELECT DISTINCT event FROM (SELECT event FROM logs WHERE event IS NOT NULL LIMIT 100000) WHERE substr(event, 1, length(?1)) = ?1 ORDER BY event LIMIT 20
