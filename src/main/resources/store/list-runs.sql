SELECT * FROM runs
WHERE (?1 = '' OR instr(?1, ',' || state || ',') > 0)
  AND (?2 = '' OR instr(lower(key || char(10) || title || char(10) || services || char(10) || branch), ?2) > 0)
  AND (?3 = '' OR instr(char(10) || services || char(10), char(10) || ?3 || char(10)) > 0)
  AND (?4 = '' OR branch = ?4)
  AND (?5 = '' OR name = ?5 OR title = ?5)
  AND first >= ?6 AND first <= ?7
  AND duration >= ?8 AND duration <= ?9
  AND (first < ?10 OR (first = ?10 AND id < ?11))
ORDER BY first DESC, id DESC
LIMIT ?12
