SELECT spans.trace, spans.span, links.to_trace, links.to_span
FROM links JOIN spans ON spans.id = links.span
WHERE links.run = ?1 AND links.span > ?2 AND links.span <= ?3 ORDER BY links.span LIMIT ?4
