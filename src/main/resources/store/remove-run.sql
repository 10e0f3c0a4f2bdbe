DELETE FROM spans WHERE run = ?1;
DELETE FROM logs WHERE run = ?1;
DELETE FROM points WHERE run = ?1 AND metric IN (SELECT metric FROM run_metrics WHERE run = ?1);
DELETE FROM traces WHERE run = ?1;
DELETE FROM metrics WHERE id IN (SELECT metric FROM run_metrics WHERE run = ?1) AND NOT EXISTS (SELECT 1 FROM run_metrics AS other WHERE other.metric = metrics.id AND other.run <> ?1);
DELETE FROM run_metrics WHERE run = ?1;
DELETE FROM scopes WHERE id IN (SELECT scope FROM run_scopes WHERE run = ?1) AND NOT EXISTS (SELECT 1 FROM run_scopes AS other WHERE other.scope = scopes.id AND other.run <> ?1);
DELETE FROM run_scopes WHERE run = ?1;
DELETE FROM runs WHERE id = ?1;
