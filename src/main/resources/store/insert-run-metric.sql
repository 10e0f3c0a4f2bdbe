INSERT OR IGNORE INTO run_metrics (run, metric) VALUES (?, ?)
