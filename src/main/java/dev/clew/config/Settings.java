package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every setting of one invocation, read once and never changed.
///
/// @param debug whether everything is recorded, severity DEBUG included (`--debug`)
/// @param values each setting's effective value and origin, for `clew config`
/// @param warnings what was ignored and why, to be said on stderr
public record Settings(
    Home home,
    TelemetrySettings telemetry,
    LoggingSettings logging,
    RecordingSettings recording,
    ServeSettings serve,
    ContainerSettings container,
    ModelSettings models,
    Profile profile,
    boolean debug,
    List<Value> values,
    List<Warning> warnings) {
  public Settings {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  /// The same settings with other telemetry.
  public Settings withTelemetry(TelemetrySettings other) {
    return new Settings(
        home, other, logging, recording, serve, container, models, profile, debug, values,
        warnings);
  }

  /// The port where a Prometheus finds metrics of an execution, or null; `clew serve` takes the
  /// same.
  public @Nullable Integer prometheusPort() {
    return serve.prometheusPort();
  }

  /// Whether someone set this key, rather than leaving it to its default.
  ///
  /// @param key as in [Value#key()]
  public boolean said(String key) {
    for (Value value : values) {
      if (value.key().equals(key)) {
        return !value.origin().equals(Value.DEFAULT) && !value.origin().equals(Value.UNREAD);
      }
    }
    return false;
  }

  /// The setting of a key, or those below a table, as [#values] has them.
  ///
  /// @throws ClewError E001 when there is none, naming the nearest key
  public List<Value> find(String key) {
    List<Value> found =
        values.stream()
            .filter(each -> each.key().equals(key) || each.key().startsWith(key + "."))
            .toList();
    if (found.isEmpty()) {
      throw new ClewError(
          ErrorCode.E001,
          SettingValue.quoted(key)
              + " is no setting; the nearest key is "
              + SettingTable.nearest(key)
              + ".");
    }
    return found;
  }

  /// Every key of `clew.toml`.
  public static List<String> keys() {
    return SettingTable.keys().stream().map(Setting::key).toList();
  }

  /// Whether workflows and daemons export: a configured endpoint is enough in production, while in
  /// `dev` they must be asked to by an explicit `telemetry.enabled = true`.
  public boolean longRunningExports() {
    return telemetry.enabled()
        && telemetry.exports()
        && (profile == Profile.PRODUCTION || said(SettingTable.TELEMETRY_ENABLED.key()));
  }

  /// What kind of use this is (`--profile`, `CLEW_PROFILE`).
  public enum Profile {
    /// Workflows and daemons export only when `telemetry.enabled = true` is said explicitly.
    DEV,
    /// A configured endpoint is enough.
    PRODUCTION
  }

  /// A setting as `clew config` shows it.
  ///
  /// @param key dotted key as in `clew.toml`; the variable's name for what only a variable can set
  /// @param shown effective value, secrets masked; empty when nothing is set and there is no
  ///   default
  /// @param origin where it came from: `default`, a flag, a variable's name, or `file:line`
  public record Value(String key, String shown, String origin) {
    /// The origin of a value that nobody set.
    public static final String DEFAULT = "default";

    /// The origin of a value that has no effect while telemetry is off.
    public static final String UNREAD = "not read, telemetry is off";
  }

  /// Something that was ignored with a reason.
  ///
  /// @param quiet whether it is nothing to say to somebody who has not asked for details: a
  ///   standard value that is meant for the wrapped command as much as for Clew
  public record Warning(ErrorCode code, String detail, boolean quiet) {
    Warning(ErrorCode code, String detail) {
      this(code, detail, false);
    }
  }
}
