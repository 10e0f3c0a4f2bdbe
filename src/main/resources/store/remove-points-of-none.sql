DELETE FROM points WHERE id IN (SELECT points.id FROM run_metrics JOIN points ON points.metric = run_metrics.metric WHERE run_metrics.run = 0 AND points.run = 0 AND points.time < ?1 LIMIT ?2)
