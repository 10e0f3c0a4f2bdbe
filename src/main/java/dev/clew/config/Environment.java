package dev.clew.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables of the environment, where an empty one counts as unset.
///
/// @param directory the working directory, against which relative paths are resolved
record Environment(Map<String, String> variables, Path directory) {
  @Nullable SettingValue get(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank()
        ? null
        : new SettingValue(name, name, value.strip(), directory);
  }

  boolean isTrue(String name) {
    SettingValue said = get(name);
    return said != null && said.bool();
  }
}
