SELECT scopes.id, scopes.name, scopes.schema_url, scopes.data, resources.id, resources.service, resources.schema_url, resources.data
FROM scopes JOIN resources ON resources.id = scopes.resource WHERE scopes.id = ?
