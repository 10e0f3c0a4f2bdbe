package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/// Which engine answers.
///
/// @param version such as `28.2.2`
/// @param hasInit whether it is known to have an init process for containers
record EngineVersion(String version, boolean hasInit) {
  /// The least version of Docker's API that knows `host-gateway`: 1.41, of Docker 20.10.
  private static final int LEAST_API = 41;

  private static final int LEAST_PODMAN = 4;

  private static final Pattern VERSION = Pattern.compile("\\d{1,6}\\.\\S{1,100}");

  /// Reads what [EngineCommands#version] answers.
  ///
  /// @throws ClewError E091, and E092 for what is no version
  static EngineVersion of(Engine engine, String answer) {
    List<String> lines = answer.lines().map(String::strip).toList();
    if (engine.isPodman()) {
      String version = version(engine, line(lines, 0));
      require(number(version, 0) >= LEAST_PODMAN, engine, "version " + version + ".");
      return new EngineVersion(version, false);
    }
    String version = line(lines, 1);
    String api = version(engine, line(lines, 2));
    require(
        number(api, 0) > 1 || number(api, 1) >= LEAST_API,
        engine,
        "version " + version + " with API " + api + ".");
    return new EngineVersion(version, line(lines, 3).matches(".*\\bdocker-init=\\d.*"));
  }

  private static void require(boolean enough, Engine engine, String found) {
    if (!enough) {
      throw new ClewError(ErrorCode.E091, "the engine of " + engine.name() + " is " + found);
    }
  }

  private static String version(Engine engine, String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new ClewError(
          ErrorCode.E092,
          engine.path()
              + " has answered no version of an engine"
              + (text.isEmpty() ? "." : ": \"" + text + "\"."));
    }
    return text;
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  /// A part of a version; 0 where it is none.
  private static int number(String version, int part) {
    String[] parts = version.split("\\.", -1);
    return part < parts.length && parts[part].matches("\\d{1,6}")
        ? Integer.parseInt(parts[part])
        : 0;
  }
}
