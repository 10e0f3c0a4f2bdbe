SELECT resources.id, resources.service, resources.data FROM run_scopes
JOIN scopes ON scopes.id = run_scopes.scope JOIN resources ON resources.id = scopes.resource
WHERE run_scopes.run = ?1 GROUP BY resources.id ORDER BY resources.id LIMIT ?2
