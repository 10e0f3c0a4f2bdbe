package dev.clew.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.clew.runs.Run;
import dev.clew.runs.RunJson;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.store.RunProjection;
import dev.clew.store.Store;
import dev.clew.store.StoredResource;
import dev.clew.store.StoredRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the facts of a run from its records, and reads its digest back.
public final class RunProjector {
  private static final int STAGES = 40;
  private static final int RESOURCES = 50;

  private final Store store;
  private final RunLoader story;
  private final ObjectMapper json;
  private final Sparklines sparklines;

  public RunProjector(Store store, Clock clock, ObjectMapper json) {
    this.store = store;
    this.story = new RunLoader(store, clock);
    this.json = json;
    this.sparklines = new Sparklines(store.metrics());
  }

  public RunOverview of(StoredRun run) {
    try {
      String text = run.facts().summary();
      return text.equals("{}") ? RunOverview.NONE : json.readValue(text, RunOverview.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunProjection facts(StoredRun stored) {
    Run run = story.outline(stored);
    List<StoredResource> resources = store.scopes().ofRun(stored.id(), RESOURCES);
    Map<String, Object> first =
        resources.isEmpty() ? Map.of() : ResourceView.attributes(resources.getFirst().data());
    String state = run.state().word();
    return new RunProjection(
        state,
        state.equals("running"),
        run.startNanos(),
        run.durationNanos(),
        run.name(),
        title(run, stored),
        resources.stream()
            .map(StoredResource::service)
            .filter(service -> !service.isEmpty())
            .distinct()
            .toList(),
        text(first, "vcs.ref.head.name"),
        digest(stored, run, first));
  }

  private static String title(Run run, StoredRun stored) {
    return run.title().isEmpty() ? stored.key() : run.title();
  }

  private String digest(StoredRun stored, Run run, Map<String, Object> resource) {
    boolean ended = run.state() instanceof State.Ok || run.state() instanceof State.Failed;
    List<Double> memory = sparklines.of(stored.id(), "process.memory.usage");
    RunOverview digest =
        new RunOverview(
            run.state().exitCode().isPresent() ? run.state().exitCode().getAsInt() : null,
            run.state().isTimedOut() ? true : null,
            ended ? run.endNanos() : 0,
            run.stages(),
            store.traces().count(stored.id()),
            stages(run),
            sparklines.of(stored.id(), "process.cpu.utilization"),
            memory,
            peak(run, memory),
            run.state() instanceof State.Failed ? failure(run.roots()) : null,
            job(resource),
            summary(run));
    try {
      return json.writeValueAsString(digest);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Long peak(Run run, List<Double> memory) {
    if (run.summary().isPresent() && run.summary().get().peakMemory().isPresent()) {
      return run.summary().get().peakMemory().getAsLong();
    }
    return memory.isEmpty()
        ? null
        : (long) memory.stream().mapToDouble(each -> each).max().orElse(0);
  }

  private static List<RunOverview.Stage> stages(Run run) {
    List<RunOverview.Stage> stages = new ArrayList<>();
    for (RunNode root : run.roots()) {
      for (RunNode stage : root.children()) {
        if (stages.size() < STAGES) {
          stages.add(
              new RunOverview.Stage(
                  stage.name(),
                  stage.state().word(),
                  Math.max(0, stage.startNanos() - run.startNanos()),
                  stage.durationNanos()));
        }
      }
    }
    stages.sort(java.util.Comparator.comparingLong(RunOverview.Stage::offsetNanos));
    return stages;
  }

  /// The first failure, as far down as one of the children failed too.
  private static RunOverview.@Nullable Failure failure(List<RunNode> nodes) {
    for (RunNode node : nodes) {
      if (node.state() instanceof State.Failed) {
        RunOverview.Failure deeper = failure(node.children());
        if (deeper != null) {
          return deeper;
        }
        List<String> tail = node.outputTail();
        Optional<String> last =
            tail.reversed().stream().filter(line -> !line.isBlank()).findFirst();
        return new RunOverview.Failure(
            node.name(),
            node.state().exitCode().isPresent() ? node.state().exitCode().getAsInt() : null,
            last.orElse(null));
      }
    }
    return null;
  }

  private static String job(Map<String, Object> resource) {
    String pipeline = text(resource, "cicd.pipeline.name");
    String task = text(resource, "cicd.pipeline.task.name");
    return task.isEmpty() ? pipeline : pipeline + " / " + task;
  }

  private static String text(Map<String, Object> attributes, String key) {
    return attributes.get(key) instanceof String text ? text : "";
  }

  private Map<String, Object> summary(Run run) {
    if (run.summary().isEmpty()) {
      return Map.of();
    }
    try (TokenBuffer out = new TokenBuffer(json, false)) {
      out.writeStartObject();
      RunJson.summary(out, run.summary().get());
      out.writeEndObject();
      return json.readValue(out.asParser(), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
