SELECT seen FROM runs WHERE id = ?1
