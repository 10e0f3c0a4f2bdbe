UPDATE spans SET run = ?2 WHERE run = ?1;
UPDATE logs SET run = ?2 WHERE run = ?1;
INSERT OR IGNORE INTO run_metrics (run, metric) SELECT ?2, metric FROM run_metrics WHERE run = ?1;
UPDATE points SET run = ?2 WHERE run = ?1 AND metric IN (SELECT metric FROM run_metrics WHERE run = ?1);
DELETE FROM run_metrics WHERE run = ?1;
UPDATE traces SET run = ?2 WHERE run = ?1;
DELETE FROM runs WHERE id = ?1;
INSERT OR IGNORE INTO run_scopes (run, scope) SELECT ?2, scope FROM run_scopes WHERE run = ?1;
DELETE FROM run_scopes WHERE run = ?1;
