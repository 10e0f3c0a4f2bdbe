SELECT spans.trace, spans.span, links.to_trace, links.to_span
FROM spans JOIN links ON links.run = spans.run AND links.span = spans.id
WHERE spans.trace = ?1 AND spans.id > ?2 AND spans.id <= ?3 AND (spans.details < 0 OR spans.details & 0xFFFFF00000 <> 0)
ORDER BY spans.id LIMIT ?4
