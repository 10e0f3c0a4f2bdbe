INSERT OR IGNORE INTO run_scopes (run, scope) VALUES (?, ?)
