package dev.clew.store;

import java.util.List;
import java.util.function.Consumer;

/// Reads the links between spans.
public final class LinkReads {
  private final Query query;

  LinkReads(Query query) {
    this.query = query;
  }

  /// The spans that are linked to a span, of all runs, in the order of storing.
  public List<LinkingSpan> to(byte[] traceId, long span, int limit) {
    return query.list("links-to-span", LinkingSpan::of, traceId, span, limit);
  }

  /// Shows the links of the spans of a run, in the order of storing.
  ///
  /// @param after the row of the last span that is not wanted
  /// @param last the row of the last one that is
  public void ofRun(long run, long after, long last, int limit, Consumer<StoredLink> visitor) {
    show("links-of-run", run, after, last, limit, visitor);
  }

  /// As [#ofRun], of a trace.
  public void ofTrace(long trace, long after, long last, int limit, Consumer<StoredLink> visitor) {
    show("links-of-trace", trace, after, last, limit, visitor);
  }

  private void show(
      String statement, long of, long after, long last, int limit, Consumer<StoredLink> visitor) {
    query.each(
        statement,
        row -> {
          visitor.accept(StoredLink.of(row));
          return true;
        },
        of,
        after,
        last,
        limit);
  }
}
