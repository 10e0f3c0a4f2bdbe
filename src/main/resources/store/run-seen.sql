SELECT seen FROM runs WHERE id = ?1 UNION ALL SELECT seen FROM segments WHERE id = -?1
