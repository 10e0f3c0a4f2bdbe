SELECT spans.id, spans.trace, spans.scope, spans.span, spans.parent, spans.start, spans.duration, spans.kind, spans.name, spans.data
FROM traces JOIN spans ON spans.trace = traces.id
JOIN scopes ON scopes.id = spans.scope JOIN resources ON resources.id = scopes.resource
WHERE traces.trace_id = ?1 AND spans.span = ?2 AND (?3 < 0 OR spans.kind & 15 = ?3) AND (?4 = '' OR resources.service = ?4)
ORDER BY spans.id DESC LIMIT 1
