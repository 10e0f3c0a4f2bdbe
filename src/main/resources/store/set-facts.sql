UPDATE runs SET state = ?, open = ?, started = ?, duration = ?, name = ?, title = ?, services = ?, branch = ?, summary = ?, stale = 0 WHERE id = ?
