DELETE FROM resources WHERE NOT EXISTS (SELECT 1 FROM scopes WHERE scopes.resource = resources.id)
