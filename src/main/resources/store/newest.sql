SELECT (SELECT max(id) FROM spans), (SELECT max(id) FROM logs), (SELECT max(id) FROM points)
