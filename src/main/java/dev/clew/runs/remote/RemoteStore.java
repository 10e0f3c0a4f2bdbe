package dev.clew.runs.remote;

import dev.clew.record.Attributes;
import dev.clew.record.Value;
import dev.clew.runs.Prunable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// The store of a backend.
public final class RemoteStore implements Prunable {
  private final ApiClient server;

  public RemoteStore(ServerAddress address) {
    this.server = new ApiClient(address);
  }

  /// @throws dev.clew.error.ClewError E060 to E063
  @Override
  public Removed prune(Limits limits, boolean dryRun) {
    List<String> runs = new ArrayList<>();
    long noRun = 0;
    long bytes = 0;
    long running = 0;
    boolean more = true;
    while (more) {
      Attributes answer = server.post("prune", json(limits, dryRun));
      runs.addAll(answer.texts("removed"));
      noRun += answer.whole("noRun").orElse(0);
      bytes += answer.whole("bytes").orElse(0);
      running = answer.whole("running").orElse(0);
      more = answer.get("more") instanceof Value.BoolValue(boolean left) && left;
    }
    return new Removed(List.copyOf(runs), noRun, bytes, running);
  }

  private static String json(Limits limits, boolean dryRun) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    fields.add("\"dryRun\":" + dryRun);
    if (limits.maxAge() != null) {
      fields.add("\"olderThan\":\"" + limits.maxAge().toMillis() + "ms\"");
    }
    if (limits.maxBytes() != null) {
      fields.add("\"maxBytes\":" + limits.maxBytes());
    }
    if (limits.maxRuns() != null) {
      fields.add("\"keep\":" + limits.maxRuns());
    }
    return fields.toString();
  }
}
