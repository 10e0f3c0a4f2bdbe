package dev.clew.runs.remote;

import dev.clew.record.Attributes;
import dev.clew.record.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The store of a backend.
public final class RemoteStore {
  private final ApiClient server;

  public RemoteStore(ServerAddress address) {
    this.server = new ApiClient(address);
  }

  /// What stays; null leaves it to the backend's settings.
  ///
  /// @param keepFor runs that nothing was added to for longer go
  /// @param bytes above this size of the store the oldest runs go
  /// @param keep more than so many runs, the oldest go
  public record Limits(@Nullable Duration keepFor, @Nullable Long bytes, @Nullable Integer keep) {
    String json(boolean dryRun) {
      StringJoiner fields = new StringJoiner(",", "{", "}");
      fields.add("\"dryRun\":" + dryRun);
      if (keepFor != null) {
        fields.add(String.format(Locale.ROOT, "\"olderThan\":\"%dms\"", keepFor.toMillis()));
      }
      if (bytes != null) {
        fields.add("\"maxBytes\":" + bytes);
      }
      if (keep != null) {
        fields.add("\"keep\":" + keep);
      }
      return fields.toString();
    }
  }

  /// What was removed, or would be.
  ///
  /// @param runs their ids
  /// @param noRun how many records of no run
  /// @param bytes of all these records
  /// @param running how many more would have to go, and stay because they have not ended
  public record Removed(List<String> runs, long noRun, long bytes, long running) {}

  /// Removes old runs.
  ///
  /// @param dryRun only says which
  /// @throws dev.clew.error.ClewError E060 to E063
  public Removed prune(Limits limits, boolean dryRun) {
    List<String> runs = new ArrayList<>();
    long noRun = 0;
    long bytes = 0;
    long running = 0;
    boolean more = true;
    while (more) {
      Attributes answer = server.post("prune", limits.json(dryRun));
      runs.addAll(answer.texts("removed"));
      noRun += answer.whole("noRun").orElse(0);
      bytes += answer.whole("bytes").orElse(0);
      running = answer.whole("running").orElse(0);
      more = answer.get("more") instanceof Value.Flag(boolean left) && left;
    }
    return new Removed(List.copyOf(runs), noRun, bytes, running);
  }
}
