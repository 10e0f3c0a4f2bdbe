SELECT run FROM spans WHERE id = ?
