package dev.clew.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables of the environment, where an empty one counts as unset.
///
/// @param directory the working directory, against which relative paths are resolved
record Environment(Map<String, String> variables, Path directory) {
  @Nullable SettingValue get(String name) {
    return get(name, name);
  }

  private @Nullable SettingValue get(String key, String name) {
    String value = variables.get(name);
    return value == null || value.isBlank()
        ? null
        : SettingValue.of(key, name, value.strip(), SettingSource.ENVIRONMENT, directory);
  }

  boolean isTrue(Setting<Boolean> setting) {
    SettingValue said = get(setting.key());
    return said != null && said.bool();
  }

  /// What the variables set.
  SettingSource source() {
    Map<String, SettingValue> values = new HashMap<>();
    for (String name : variables.keySet()) {
      Setting<?> setting = SettingTable.named(name);
      if (setting != null) {
        values.computeIfAbsent(setting.key(), _ -> first(setting));
      } else if (Signal.isOwn(name)) {
        values.computeIfAbsent(name, this::get);
      }
    }
    return new SettingSource("environment", SettingSource.ENVIRONMENT, values);
  }

  private @Nullable SettingValue first(Setting<?> setting) {
    for (String name : setting.variables()) {
      SettingValue said = get(setting.key(), name);
      if (said != null) {
        return said;
      }
    }
    return null;
  }
}
