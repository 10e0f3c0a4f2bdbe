INSERT INTO points (id, run, metric, time, data) VALUES (?, ?, ?, ?, ?)
