package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads settings from their sources, noting each effective value and where it came from.
///
/// @param warnings what was ignored
record SettingReader(
    Environment environment,
    SettingSources sources,
    List<Settings.Value> values,
    List<Settings.Warning> warnings) {
  SettingReader(Environment environment, SettingSources sources, List<Settings.Warning> warnings) {
    this(environment, sources, new ArrayList<>(), warnings);
  }

  /// One that finds nothing but defaults, and notes nothing.
  SettingReader ofDefaults() {
    return new SettingReader(environment, new SettingSources(List.of()), warnings);
  }

  /// The effective value.
  ///
  /// @throws dev.clew.error.ClewError when what somebody set is not supported
  <T> T read(Setting<T> setting) {
    return read(setting, setting.otherwise(), sources.find(setting));
  }

  /// The value of what is set.
  ///
  /// @param said null for the default
  <T> T read(Setting<T> setting, T otherwise, @Nullable SettingValue said) {
    T value = said == null ? otherwise : setting.parse(said);
    note(setting, setting.form().shown().apply(value), said);
    return value;
  }

  /// Notes a text as the effective value, as it was written.
  ///
  /// @return what is set, or null for the default
  @Nullable SettingValue readText(Setting<?> setting) {
    SettingValue said = sources.find(setting);
    note(setting, said == null ? setting.shown() : said.text(), said);
    return said;
  }

  void note(Setting<?> setting, String shown, @Nullable SettingValue said) {
    note(setting, shown, said == null ? Settings.Value.DEFAULT : said.origin());
  }

  /// For values whose origin is no single place.
  void note(Setting<?> setting, String shown, String origin) {
    values.add(new Settings.Value(setting.key(), shown, origin));
  }

  /// Names the keys that nobody asked for.
  void noteUnread() {
    for (Setting<?> each : SettingTable.keys()) {
      if (values.stream().noneMatch(value -> value.key().equals(each.key()))) {
        note(each, "", Settings.Value.UNREAD);
      }
    }
  }

  void warn(ErrorCode code, String detail) {
    warnings.add(new Settings.Warning(code, detail));
  }
}
