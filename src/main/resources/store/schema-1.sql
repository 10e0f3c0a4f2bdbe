-- Every record is a row: the columns that are searched, and the protobuf message itself (data).
-- Times are nanoseconds since 1970. Ids of spans are their eight bytes as a signed number; 0 is none.

CREATE TABLE resources (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  service TEXT NOT NULL,
  schema_url TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE scopes (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  resource INTEGER NOT NULL,
  name TEXT NOT NULL,
  schema_url TEXT NOT NULL,
  data BLOB
) STRICT;

CREATE INDEX scopes_resource ON scopes (resource);

-- first and last are of any record; the columns from state on are what the records come to,
-- written after them. stale says that they have to be written again.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  attribute TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  failed_spans INTEGER NOT NULL,
  logs INTEGER NOT NULL,
  error_logs INTEGER NOT NULL,
  points INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'running',
  open INTEGER NOT NULL DEFAULT 1,
  started INTEGER NOT NULL DEFAULT 0,
  duration INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  services TEXT NOT NULL DEFAULT '',
  branch TEXT NOT NULL DEFAULT '',
  summary TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE INDEX runs_first ON runs (first);
CREATE INDEX runs_title ON runs (title, first);
CREATE INDEX runs_open ON runs (open) WHERE open = 1;
CREATE INDEX runs_seen ON runs (seen);

CREATE TABLE traces (
  id INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL UNIQUE,
  run INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  failed_spans INTEGER NOT NULL,
  root INTEGER NOT NULL,
  root_rank INTEGER NOT NULL,
  name TEXT NOT NULL,
  scope INTEGER NOT NULL
) STRICT;

CREATE INDEX traces_run ON traces (run);

-- kind: OTLP's kind, plus 16 times the status code.
CREATE TABLE spans (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  trace INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  span INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  start INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE INDEX spans_run ON spans (run);
CREATE INDEX spans_trace ON spans (trace);
CREATE INDEX spans_root ON spans (run) WHERE parent = 0;

-- trace is 0 for a record without one; event is its event name.
CREATE TABLE logs (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  trace INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  span INTEGER NOT NULL,
  time INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  event TEXT,
  data BLOB NOT NULL
) STRICT;

CREATE INDEX logs_run ON logs (run, time, severity);
CREATE INDEX logs_event ON logs (run) WHERE event IS NOT NULL;

-- data is the Metric message without its points.
CREATE TABLE metrics (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  scope INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE INDEX metrics_name ON metrics (name);
CREATE INDEX metrics_scope ON metrics (scope);

CREATE TABLE points (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  metric INTEGER NOT NULL,
  time INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE INDEX points_metric ON points (metric, time);

CREATE TABLE run_metrics (
  run INTEGER NOT NULL,
  metric INTEGER NOT NULL,
  PRIMARY KEY (run, metric)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_metrics_metric ON run_metrics (metric);

CREATE TABLE run_scopes (
  run INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  PRIMARY KEY (run, scope)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_scopes_scope ON run_scopes (scope);
