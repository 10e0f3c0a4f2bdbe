INSERT INTO runs (id, key, attribute, first, last, seen, spans, failed_spans, logs, error_logs, points, bytes, stale)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  first = CASE WHEN first = 0 OR (excluded.first <> 0 AND excluded.first < first) THEN excluded.first ELSE first END,
  last = max(last, excluded.last),
  seen = excluded.seen,
  spans = spans + excluded.spans,
  failed_spans = failed_spans + excluded.failed_spans,
  logs = logs + excluded.logs,
  error_logs = error_logs + excluded.error_logs,
  points = points + excluded.points,
  bytes = bytes + excluded.bytes,
  stale = max(stale, excluded.stale)
