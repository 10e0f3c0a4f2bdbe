package dev.clew.runs.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A comparison as JSON; see docs/reference/json-output.md.
public final class ComparisonJson {
  private ComparisonJson() {}

  /// Writes the fields of a run into an object that is open.
  @FunctionalInterface
  public interface RunFields {
    void write(JsonGenerator json, Run run) throws IOException;
  }

  /// Writes one object.
  public static void write(JsonGenerator json, Comparison comparison, RunFields runs)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("a");
    runs.write(json, comparison.a());
    json.writeEndObject();
    json.writeObjectFieldStart("b");
    runs.write(json, comparison.b());
    json.writeEndObject();
    json.writeStringField("sentence", comparison.sentence());
    json.writeArrayFieldStart("changes");
    for (Change change : comparison.changes()) {
      change(json, change);
    }
    json.writeEndArray();
    aligned(json, "aligned", comparison.aligned());
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Change change) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("path");
    for (String name : change.path()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeStringField("name", change.name());
    json.writeStringField("kind", word(change.kind()));
    json.writeStringField("what", word(change.what()));
    seconds(json, "aSeconds", change.a());
    seconds(json, "bSeconds", change.b());
    json.writeNumberField("deltaSeconds", change.deltaNanos() / 1e9);
    ratio(json, change);
    state(json, "aState", change.a());
    state(json, "bState", change.b());
    json.writeNumberField("aCount", change.a().map(Occurrence::count).orElse(0));
    json.writeNumberField("bCount", change.b().map(Occurrence::count).orElse(0));
    json.writeEndObject();
  }

  private static void ratio(JsonGenerator json, Change change) throws IOException {
    long a = change.a().map(Occurrence::durationNanos).orElse(0L);
    if (a > 0 && change.b().isPresent() && change.b().get().timed()) {
      json.writeNumberField("ratio", change.b().get().durationNanos() / (double) a);
    }
  }

  private static void seconds(JsonGenerator json, String name, Optional<Occurrence> side)
      throws IOException {
    if (side.isPresent() && side.get().timed()) {
      json.writeNumberField(name, side.get().durationNanos() / 1e9);
    }
  }

  private static void state(JsonGenerator json, String name, Optional<Occurrence> side)
      throws IOException {
    if (side.isPresent()) {
      json.writeStringField(name, side.get().state().word());
    }
  }

  private static void aligned(JsonGenerator json, String name, List<Aligned> parts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Aligned part : parts) {
      json.writeStartObject();
      json.writeStringField("name", part.name());
      json.writeStringField("kind", word(part.kind()));
      side(json, "a", part.a());
      side(json, "b", part.b());
      aligned(json, "children", part.children());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void side(JsonGenerator json, String name, Optional<Occurrence> side)
      throws IOException {
    if (side.isPresent()) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("offsetNanos", side.get().offsetNanos());
      if (side.get().timed()) {
        json.writeNumberField("durationNanos", side.get().durationNanos());
      }
      json.writeStringField("state", side.get().state().word());
      if (side.get().count() > 1) {
        json.writeNumberField("count", side.get().count());
      }
      json.writeEndObject();
    }
  }

  private static String word(RunNode.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Change.What what) {
    return what.name().toLowerCase(Locale.ROOT);
  }
}
