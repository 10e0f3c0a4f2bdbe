package dev.clew.ci;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes put together from environment variables. What is not set, or empty, is left out.
final class PipelineAttributes {
  private final Map<String, String> environment;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private String identity = "";

  PipelineAttributes(Map<String, String> environment) {
    this.environment = environment;
  }

  /// A variable, empty where it is not set.
  String get(String variable) {
    return environment.getOrDefault(variable, "");
  }

  /// The first of several variables that is set.
  String first(String... variables) {
    for (String variable : variables) {
      if (!get(variable).isEmpty()) {
        return get(variable);
      }
    }
    return "";
  }

  /// Text with variables filled in; empty where one of them is not set.
  ///
  /// @param template with variables in braces: `{CI_PROJECT_URL}/-/jobs`
  String fill(String template) {
    var filled = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      if (open < 0) {
        filled.append(template, at, template.length());
        break;
      }
      int close = template.indexOf('}', open);
      String value = get(template.substring(open + 1, close));
      if (value.isEmpty()) {
        return "";
      }
      filled.append(template, at, open).append(value);
      at = close + 1;
    }
    return filled.toString();
  }

  PipelineAttributes put(String attribute, String value) {
    if (!value.isEmpty()) {
      attributes.put(attribute, value);
    }
    return this;
  }

  /// The pipeline run.
  ///
  /// @param identity what no other run of any pipeline has, the same in all of its jobs
  PipelineAttributes run(String name, String id, String url, String identity) {
    this.identity = identity;
    return put("cicd.pipeline.name", name)
        .put("cicd.pipeline.run.id", id)
        .put("cicd.pipeline.run.url.full", url);
  }

  /// The job of the pipeline run.
  PipelineAttributes task(String name, String id, String url) {
    return put("cicd.pipeline.task.name", name)
        .put("cicd.pipeline.task.run.id", id)
        .put("cicd.pipeline.task.run.url.full", url);
  }

  PipelineAttributes worker(String id, String name) {
    return put("cicd.worker.id", id).put("cicd.worker.name", name);
  }

  /// @param fullName owner and name with a slash between them
  PipelineAttributes repository(String provider, String url, String fullName) {
    int slash = fullName.lastIndexOf('/');
    return put("vcs.provider.name", provider)
        .put("vcs.repository.url.full", url)
        .put("vcs.owner.name", slash > 0 ? fullName.substring(0, slash) : "")
        .put("vcs.repository.name", fullName.substring(slash + 1));
  }

  /// The commit, and the tag or else the branch that it was taken from.
  PipelineAttributes ref(String tag, String branch, String revision) {
    boolean tagged = !tag.isEmpty();
    String name = tagged ? tag : branch;
    return put("vcs.ref.head.name", name)
        .put("vcs.ref.type", name.isEmpty() ? "" : tagged ? "tag" : "branch")
        .put("vcs.ref.head.revision", revision);
  }

  /// A pull or merge request.
  ///
  /// @param id `false` where the system says so that there is none
  PipelineAttributes change(String id, String base) {
    return id.isEmpty() || id.equals("false")
        ? this
        : put("vcs.change.id", id).put("vcs.ref.base.name", base);
  }

  Map<String, String> attributes() {
    return attributes;
  }

  /// What identifies the pipeline run, or null when that is not known.
  @Nullable String identity() {
    return identity.isEmpty() ? null : identity;
  }
}
