SELECT traces.id, runs.key, runs.attribute FROM traces LEFT JOIN runs ON runs.id = traces.run WHERE trace_id = ?
