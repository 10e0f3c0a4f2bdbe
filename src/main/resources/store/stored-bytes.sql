SELECT (SELECT coalesce(sum(bytes), 0) FROM runs) + (SELECT coalesce(sum(bytes), 0) FROM segments)
