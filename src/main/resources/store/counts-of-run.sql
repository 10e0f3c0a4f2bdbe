SELECT first, last, spans, failed_spans, logs, error_logs, points, bytes FROM runs WHERE id = ?
