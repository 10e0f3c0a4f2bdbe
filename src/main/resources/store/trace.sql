SELECT traces.*, runs.key AS run_key FROM traces LEFT JOIN runs ON runs.id = traces.run WHERE traces.id = ?
