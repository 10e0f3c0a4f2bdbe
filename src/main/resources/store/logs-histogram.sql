SELECT (time - ?2) / ?3, count(*), sum(severity >= 17) FROM logs WHERE run = ?1 AND time BETWEEN ?2 AND ?4 GROUP BY 1
