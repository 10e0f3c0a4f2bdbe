SELECT state, count(*) FROM runs GROUP BY state
