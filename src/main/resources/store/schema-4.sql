-- Where spans are linked to: run and span are the rows of the linking span and its run, to_trace and to_span the ids of a span that may be of
-- any run, or may never come in. A span has a row for each of its first 1,000 links (LinkTable); most spans have none.
CREATE TABLE links (
  run INTEGER NOT NULL,
  span INTEGER NOT NULL,
  to_span INTEGER NOT NULL,
  to_trace BLOB NOT NULL,
  PRIMARY KEY (run, span, to_span, to_trace)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_to ON links (to_span, to_trace);
