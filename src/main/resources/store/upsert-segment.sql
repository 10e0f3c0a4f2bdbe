INSERT INTO segments (id, seen, logs, points, bytes) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  seen = excluded.seen,
  logs = logs + excluded.logs,
  points = points + excluded.points,
  bytes = bytes + excluded.bytes
