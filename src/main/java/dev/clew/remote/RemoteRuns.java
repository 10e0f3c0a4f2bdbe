package dev.clew.remote;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.history.Attributes;
import dev.clew.history.Origin;
import dev.clew.history.PathSegment;
import dev.clew.history.Run;
import dev.clew.history.RunSource;
import dev.clew.history.Runs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The runs that a backend keeps.
public final class RemoteRuns implements Runs {
  private static final int PAGE = 1000;

  private final Server server;
  private final Clock clock;
  private final Origin origin;

  public RemoteRuns(ServerAddress address, Clock clock) {
    this.server = new Server(address);
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
        Run run = Answers.run(answer, origin);
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
        cursor);
  }

  @Override
  public RunSource find(String prefix) {
    if (prefix.isEmpty()) {
      throw new ClewError(ErrorCode.E024, "\"\" is no run id and no prefix of one.");
    }
    Attributes answer = server.get("runs/" + PathSegment.of(prefix));
    return new RemoteRun(server, Answers.run(answer, origin), clock);
  }
}
