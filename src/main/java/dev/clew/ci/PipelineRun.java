package dev.clew.ci;

import dev.clew.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pipeline run that this process is part of, and what is built in it, in the attributes of the
/// [CI/CD and VCS resource
/// conventions](https://opentelemetry.io/docs/specs/semconv/resource/cicd/).
///
/// @param attributes `cicd.*` and `vcs.*`; outside CI what a git repository around says
/// @param traceId 32 hex characters that all jobs of the pipeline run derive alike, or null when
///   there is no pipeline run or what identifies it is not known, as with runners for one's own
///   machine, which number every run alike
public record PipelineRun(Map<String, String> attributes, @Nullable String traceId) {
  public PipelineRun {
    attributes = Map.copyOf(attributes);
  }

  /// Reads an environment; outside CI the repository around a directory.
  public static PipelineRun of(Map<String, String> environment, Path directory) {
    var facts = new PipelineAttributes(environment);
    CiSystem system = CiSystem.of(facts);
    if (system != null) {
      system.read(facts);
      String identity = facts.identity();
      boolean known = identity != null && !system.isOnThisMachine(facts);
      return new PipelineRun(
          facts.attributes(),
          known
              ? Sha256.hex((system + " " + identity).getBytes(StandardCharsets.UTF_8), 16)
              : null);
    }
    GitRepository repository = GitRepository.around(directory);
    if (repository != null) {
      repository.describe(facts);
    }
    return new PipelineRun(facts.attributes(), null);
  }

  /// The attributes that metrics carry too: not those of the pipeline run, which would make a
  /// series of each run.
  public Map<String, String> lastingAttributes() {
    Map<String, String> lasting = new LinkedHashMap<>(attributes);
    lasting.keySet().removeIf(key -> key.startsWith("cicd.pipeline."));
    return lasting;
  }
}
