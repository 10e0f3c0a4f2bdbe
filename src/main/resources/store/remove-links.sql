DELETE FROM links WHERE (run, span) IN (SELECT DISTINCT run, span FROM links WHERE run = ?1 LIMIT ?2)
