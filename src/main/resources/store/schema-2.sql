-- details: what a table of spans shows of the message (SpanDetails); -1 for spans that were stored without it.
ALTER TABLE spans ADD COLUMN details INTEGER NOT NULL DEFAULT -1;

-- Warnings and errors are few and asked for often. A record without a severity number may be one by its text.
CREATE INDEX logs_severe ON logs (id) WHERE severity >= 13 OR severity = 0;
