SELECT traces.*, runs.key AS run_key FROM traces LEFT JOIN runs ON runs.id = traces.run
WHERE traces.run = ?1 OR traces.id IN (SELECT trace FROM (SELECT trace FROM logs WHERE run = ?1 AND event IS NOT NULL AND trace <> 0 LIMIT 10000) UNION SELECT trace FROM (SELECT trace FROM spans WHERE run = ?1 AND parent = 0 LIMIT 10000))
ORDER BY traces.first LIMIT ?2
