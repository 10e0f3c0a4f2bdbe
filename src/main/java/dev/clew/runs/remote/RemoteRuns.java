package dev.clew.runs.remote;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Attributes;
import dev.clew.runs.Origin;
import dev.clew.runs.PathSegment;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunPaging;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The runs that a backend keeps.
public final class RemoteRuns implements RunCatalog {
  private static final int PAGE = 1000;

  private final ApiClient server;
  private final Clock clock;
  private final Origin origin;

  public RemoteRuns(ServerAddress address, Clock clock) {
    this.server = new ApiClient(address);
    this.clock = clock;
    this.origin = new Origin.Server(address.toString());
  }

  @Override
  public Listing list(Wanted wanted) {
    List<Run> runs = new ArrayList<>();
    String cursor = "";
    boolean none = false;
    boolean first = true;
    while (first || (!cursor.isEmpty() && runs.size() < wanted.limit())) {
      Attributes page = page(wanted, cursor);
      List<Attributes> answers = JsonTree.objects(page, "runs");
      for (Attributes answer : answers) {
        Run run = ApiResponses.run(answer, origin);
        if (wanted.matches(run) && runs.size() < wanted.limit()) {
          runs.add(run);
        }
      }
      none = first && answers.isEmpty() && wanted.equals(Wanted.any(wanted.limit()));
      cursor = page.text("next");
      first = false;
    }
    return new Listing(runs, List.of(), none);
  }

  private Attributes page(Wanted wanted, String cursor) {
    long before = wanted.beforeNanos();
    boolean filtered = !wanted.title().isEmpty();
    int limit = filtered ? PAGE : Math.clamp(wanted.limit(), 1, PAGE);
    return server.get(
        "runs",
        "state",
        wanted.state(),
        "name",
        wanted.name().isEmpty() ? wanted.title() : wanted.name(),
        "service",
        wanted.service(),
        "since",
        wanted.sinceNanos() == 0 ? "" : Long.toString(wanted.sinceNanos()),
        "until",
        before == Long.MAX_VALUE ? "" : Long.toString(before),
        "limit",
        Integer.toString(limit),
        "cursor",
        cursor,
        "settled",
        "true");
  }

  @Override
  public RunPaging pages(Predicate<String> wanted) {
    return new RemotePages(wanted);
  }

  /// Follows the cursor of the API as far as somebody wants to read.
  private final class RemotePages implements RunPaging {
    private final List<Run> known = new ArrayList<>();
    private String cursor = "";
    private final Predicate<String> wanted;
    private boolean complete;

    RemotePages(Predicate<String> wanted) {
      this.wanted = wanted;
    }

    @Override
    public synchronized Page read(int from, int count) {
      int end = (int) Math.min(Integer.MAX_VALUE, (long) from + count);
      while (!complete && known.size() < end) {
        Attributes page = page(Wanted.any(known.isEmpty() ? count : PAGE), cursor);
        for (Attributes answer : JsonTree.objects(page, "runs")) {
          Run run = ApiResponses.run(answer, origin);
          if (wanted.test(run.id())) {
            known.add(run);
          }
        }
        cursor = page.text("next");
        complete = cursor.isEmpty();
      }
      int first = Math.min(from, known.size());
      int last = Math.min(end, known.size());
      return new Page(List.copyOf(known.subList(first, last)), known.size(), complete);
    }
  }

  @Override
  public RunHandle find(String prefix) {
    if (prefix.isEmpty()) {
      throw new ClewError(ErrorCode.E024, "\"\" is no run id and no prefix of one.");
    }
    Attributes answer = server.get("runs/" + PathSegment.of(prefix));
    return new RemoteRun(server, ApiResponses.run(answer, origin), clock);
  }
}
