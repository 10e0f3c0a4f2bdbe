UPDATE segments SET bytes = bytes - bytes * ?2 / max(1, logs + points), logs = max(0, logs - ?2) WHERE id = -?1
