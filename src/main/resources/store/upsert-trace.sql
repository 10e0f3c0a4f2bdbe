INSERT INTO traces (id, trace_id, run, first, last, spans, failed_spans, root, root_rank, name, scope)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  run = excluded.run,
  first = CASE WHEN first = 0 OR (excluded.first <> 0 AND excluded.first < first) THEN excluded.first ELSE first END,
  last = max(last, excluded.last),
  spans = spans + excluded.spans,
  failed_spans = failed_spans + excluded.failed_spans,
  root = CASE WHEN excluded.root_rank > root_rank THEN excluded.root ELSE root END,
  name = CASE WHEN excluded.root_rank > root_rank THEN excluded.name ELSE name END,
  scope = CASE WHEN excluded.root_rank > root_rank THEN excluded.scope ELSE scope END,
  root_rank = max(root_rank, excluded.root_rank)
