SELECT count(*) FROM traces WHERE run = ?
