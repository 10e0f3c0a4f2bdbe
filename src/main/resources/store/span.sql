SELECT spans.id, spans.trace, spans.scope, spans.span, spans.parent, spans.start, spans.duration, spans.kind, spans.name, spans.data
FROM traces JOIN spans ON spans.trace = traces.id WHERE traces.trace_id = ?1 AND spans.span = ?2 ORDER BY spans.id DESC LIMIT 1
