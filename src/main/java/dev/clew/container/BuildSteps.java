package dev.clew.container;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the steps of a build from what the builder prints: Docker's classic builder, BuildKit with
/// plain progress, and Podman's.
final class BuildSteps {
  /// `Step 2/3 : RUN make` and `STEP 2/3: RUN make`.
  private static final Pattern CLASSIC = Pattern.compile("(?:Step|STEP) (\\d+/\\d+) ?: (.+)");

  private static final Pattern CLASSIC_CACHED = Pattern.compile("\\s*-+> Using cache.*");
  private static final Pattern CLASSIC_END =
      Pattern.compile("Successfully built .*|COMMIT.*|\\[\\d+/\\d+\\] COMMIT.*");

  /// `#6 [build 2/3] RUN make`.
  private static final Pattern BUILDKIT =
      Pattern.compile("#(\\d+) \\[((?:[^\\]]+ )?\\d+/\\d+)\\] (.+)");

  private static final Pattern BUILDKIT_END =
      Pattern.compile("#(\\d+) (CACHED|DONE [0-9.]+s|ERROR.*|CANCELED)");

  /// A step that is done.
  ///
  /// @param number such as `2/3`
  /// @param cached whether its result was there; null where there is no saying, as of `FROM`
  record Step(String number, String instruction, @Nullable Boolean cached, Duration took) {}

  private record Open(String number, String instruction, Instant start, boolean cached) {
    Step done(boolean fromCache, Instant end) {
      return new Step(
          number,
          instruction,
          instruction.startsWith("FROM ") ? null : fromCache,
          Duration.between(start, end));
    }
  }

  private final Consumer<Step> steps;
  private final Map<String, Open> vertices = new LinkedHashMap<>();
  private @Nullable Open current;

  BuildSteps(Consumer<Step> steps) {
    this.steps = steps;
  }

  /// Takes the next line, whichever stream it is from.
  synchronized void line(String line, Instant at) {
    Matcher buildkit = BUILDKIT.matcher(line);
    Matcher ended = BUILDKIT_END.matcher(line);
    Matcher classic = CLASSIC.matcher(line);
    if (buildkit.matches()) {
      vertices.putIfAbsent(
          buildkit.group(1), new Open(buildkit.group(2), buildkit.group(3), at, false));
    } else if (ended.matches()) {
      Open open = vertices.remove(ended.group(1));
      if (open != null && (ended.group(2).equals("CACHED") || ended.group(2).startsWith("DONE"))) {
        steps.accept(open.done(ended.group(2).equals("CACHED"), at));
      }
    } else if (classic.matches()) {
      finish(at);
      current = new Open(classic.group(1), classic.group(2), at, false);
    } else if (CLASSIC_CACHED.matcher(line).matches()) {
      Open open = current;
      current =
          open == null ? null : new Open(open.number(), open.instruction(), open.start(), true);
    } else if (CLASSIC_END.matcher(line).matches()) {
      finish(at);
    }
  }

  private void finish(Instant at) {
    Open open = current;
    current = null;
    if (open != null) {
      steps.accept(open.done(open.cached(), at));
    }
  }
}
