SELECT traces.*, runs.key AS run_key FROM traces
LEFT JOIN runs ON runs.id = traces.run
LEFT JOIN scopes ON scopes.id = traces.scope
LEFT JOIN resources ON resources.id = scopes.resource
WHERE traces.id < ?1 AND traces.spans > 0
  AND (?2 = '' OR instr(lower(traces.name || char(10) || hex(trace_id)), ?2) > 0)
  AND (?3 = '' OR resources.service = ?3)
  AND (?4 = 0 OR traces.failed_spans > 0)
  AND traces.last - traces.first BETWEEN ?5 AND ?6
  AND traces.first BETWEEN ?7 AND ?8
ORDER BY traces.id DESC LIMIT ?9
