SELECT id, run, data FROM spans WHERE details < 0 OR details & 0xFFFFF00000 <> 0
