-- Records that name no run and belong to no trace, cut in the order in which they came in: in their rows, run is the
-- segment's id below zero. seen is when the last one came in. Segment 0 has what was stored before there were any.
CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  seen INTEGER NOT NULL,
  logs INTEGER NOT NULL,
  points INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

CREATE INDEX segments_seen ON segments (seen);

INSERT INTO segments (id, seen, logs, points, bytes)
SELECT 0, ?1, logs.records, points.records, logs.bytes + points.bytes
FROM (SELECT count(*) AS records, coalesce(sum(octet_length(data)), 0) AS bytes FROM logs WHERE run = 0) AS logs,
  (SELECT count(*) AS records, coalesce(sum(octet_length(points.data)), 0) AS bytes FROM run_metrics
   JOIN points ON points.metric = run_metrics.metric AND points.run = 0 WHERE run_metrics.run = 0) AS points
WHERE logs.records + points.records > 0;
