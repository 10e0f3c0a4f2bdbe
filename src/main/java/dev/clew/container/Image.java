package dev.clew.container;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.List;

/// An image that the engine has.
///
/// @param name as it was asked for
/// @param tags `name:tag`
/// @param digests `name@sha256:…`
/// @param entryPoint whether it has a program of its own that gets the command
record Image(String name, String id, List<String> tags, List<String> digests, boolean entryPoint) {
  static final AttributeKey<String> NAME = AttributeKey.stringKey("container.image.name");
  static final AttributeKey<List<String>> TAGS =
      AttributeKey.stringArrayKey("container.image.tags");
  private static final AttributeKey<String> ID = AttributeKey.stringKey("container.image.id");
  private static final AttributeKey<List<String>> DIGESTS =
      AttributeKey.stringArrayKey("container.image.repo_digests");

  /// What [EngineCommands#inspectImage] answers.
  static Image of(String name, String answer) {
    List<String> lines = answer.lines().toList();
    return new Image(
        name,
        line(lines, 0),
        words(line(lines, 1)),
        words(line(lines, 2)),
        !line(lines, 3).isEmpty());
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.split(" ", -1)).filter(each -> !each.isEmpty()).toList();
  }

  /// A name without its tag and digest.
  static String repository(String name) {
    int digest = name.indexOf('@');
    String tagged = digest < 0 ? name : name.substring(0, digest);
    int colon = tagged.lastIndexOf(':');
    // The port of a registry is no tag.
    return colon > tagged.lastIndexOf('/') ? tagged.substring(0, colon) : tagged;
  }

  /// What the name itself says, before the image is looked for.
  static Attributes named(String name) {
    return Attributes.of(NAME, repository(name));
  }

  /// As the [semantic
  /// conventions](https://opentelemetry.io/docs/specs/semconv/registry/attributes/container/) have
  /// it.
  Attributes attributes() {
    AttributesBuilder attributes = named(name).toBuilder().put(ID, id);
    List<String> own =
        tags.stream()
            .filter(each -> repository(each).equals(repository(name)))
            .map(each -> each.substring(repository(each).length() + 1))
            .toList();
    if (!own.isEmpty()) {
      attributes.put(TAGS, own);
    }
    if (!digests.isEmpty()) {
      attributes.put(DIGESTS, digests);
    }
    return attributes.build();
  }
}
