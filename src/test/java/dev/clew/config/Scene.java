package dev.clew.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/// A user's home, a project's directory and an environment, below a temporary directory.
final class Scene {
  final Path project;
  final Path userHome;
  private final Map<String, String> environment = new HashMap<>();
  private Flags flags = Flags.NONE;

  Scene(Path root) {
    project = root.resolve("project");
    userHome = root.resolve("user");
  }

  Scene set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Scene flags(Flags given) {
    flags = given;
    return this;
  }

  Scene projectFile(String toml) {
    write(project.resolve("clew.toml"), toml);
    return this;
  }

  /// A file of the project that the environment trusts.
  Scene trustedFile(String toml) {
    return projectFile(toml).set("CLEW_TRUST_PROJECT", "1");
  }

  Scene usersFile(String toml) {
    write(userHome.resolve(".clew/clew.toml"), toml);
    return this;
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Settings load() {
    return new SettingsLoader().load(flags, environment, project, userHome);
  }

  TelemetrySettings telemetry() {
    return load().telemetry();
  }

  /// Where a signal goes, when it goes anywhere.
  OtlpTarget target(Signal signal) {
    TelemetrySettings telemetry = telemetry();
    return Objects.requireNonNull(
        switch (signal) {
          case TRACES -> telemetry.traces();
          case METRICS -> telemetry.metrics();
          case LOGS -> telemetry.logs();
        });
  }

  ClewError error() {
    ClewError error = catchThrowableOfType(ClewError.class, this::load);
    Assertions.assertThat(error).as("an error of Clew's").isNotNull();
    return error;
  }

  ErrorCode code() {
    return error().code();
  }

  /// The value that `clew config` shows for the key, and where it came from.
  Settings.Value value(String key) {
    return load().values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
