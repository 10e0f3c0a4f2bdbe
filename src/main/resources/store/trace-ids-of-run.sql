SELECT id, trace_id FROM traces WHERE run = ?1
