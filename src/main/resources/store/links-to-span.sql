SELECT traces.trace_id, spans.span, coalesce(runs.key, ''), spans.name, spans.start, spans.duration, spans.kind
FROM (SELECT run, span FROM links WHERE to_trace = ?1 AND to_span = ?2 ORDER BY run, span LIMIT ?3) AS linking
JOIN spans ON spans.id = linking.span JOIN traces ON traces.id = spans.trace LEFT JOIN runs ON runs.id = spans.run
ORDER BY linking.run, linking.span
