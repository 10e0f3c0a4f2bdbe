SELECT -id FROM segments ORDER BY id
