SELECT id, key, bytes, seen, spans + logs + points AS records FROM runs
WHERE seen < ?1 OR (state <> 'running' AND stale = 0 AND seen < ?2)
UNION ALL
SELECT -id, '', bytes, seen, logs + points FROM segments
ORDER BY 4, 1
