DELETE FROM points WHERE id IN (SELECT points.id FROM run_metrics JOIN points ON points.metric = run_metrics.metric AND points.run = run_metrics.run WHERE run_metrics.run = ?1 LIMIT ?2)
