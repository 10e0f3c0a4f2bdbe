INSERT OR IGNORE INTO links (run, span, to_span, to_trace) VALUES (?, ?, ?, ?)
