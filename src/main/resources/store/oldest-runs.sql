SELECT id, key, bytes, seen, spans + logs + points AS records FROM runs
WHERE seen < ?1 OR (state <> 'running' AND stale = 0 AND seen < ?2)
ORDER BY seen, id
