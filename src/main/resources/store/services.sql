SELECT DISTINCT service FROM resources WHERE service <> '' ORDER BY service LIMIT 1000
