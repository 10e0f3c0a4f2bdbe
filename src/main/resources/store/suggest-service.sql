SELECT DISTINCT service FROM resources WHERE service <> '' AND substr(service, 1, length(?1)) = ?1 ORDER BY service LIMIT 20
