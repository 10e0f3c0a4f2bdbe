package dev.clew.store;

import dev.clew.runs.RunName;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A trace, and what a transaction adds to it. Of the writing thread.
final class Trace {
  /// The attribute of runs that are known by their trace alone.
  static final String BY_TRACE = "trace";

  /// A trace id.
  record Key(long high, long low) {
    byte[] bytes() {
      return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
  }

  final long id;
  final Key key;

  /// The run that it belongs to: the first that one of its records names, until then itself.
  RunName belongs;

  /// The id of that run.
  long run;

  /// Whether some record is its run's already, written or about to be.
  boolean stored;

  boolean touched;
  long first;
  long last;
  long spans;
  long failedSpans;
  long root;
  int rootRank;
  String name = "";
  long scope;

  Trace(long id, Key key) {
    this.id = id;
    this.key = key;
    this.belongs = new RunName(HexFormat.of().formatHex(key.bytes()), BY_TRACE, Integer.MAX_VALUE);
  }

  /// Whether no record has named a run yet.
  boolean alone() {
    return belongs.attribute().equals(BY_TRACE);
  }

  /// Counts a span in. The trace is called after its root; of Clew's spans the first, whose parent
  /// may be somebody else's.
  void count(Row.Span span, long spanScope) {
    spans++;
    failedSpans += span.failed() ? 1 : 0;
    if (span.start() != 0) {
      first = first == 0 ? span.start() : Math.min(first, span.start());
    }
    last = Math.max(last, Math.max(span.start(), span.end()));
    int rank = span.parent() == 0 ? 3 : span.ofClew() ? 2 : 1;
    if (rank > rootRank) {
      rootRank = rank;
      root = span.span();
      name = span.name();
      scope = spanScope;
    }
  }

  /// Begins a new transaction.
  void written() {
    touched = false;
    spans = 0;
    failedSpans = 0;
  }
}
