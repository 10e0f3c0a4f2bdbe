package dev.clew.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the environment and the files say, in their order of precedence.
///
/// @param files the highest first
record SettingSources(Environment environment, List<TomlFile> files) {
  SettingSources {
    files = List.copyOf(files);
  }

  /// What an option of the command line says.
  SettingValue flag(String name, String value) {
    return new SettingValue(name, name, value, environment.directory());
  }

  @Nullable SettingValue variable(String name) {
    return environment.get(name);
  }

  /// What the highest of the files that have the key says.
  @Nullable SettingValue file(Key key) {
    for (TomlFile file : files) {
      SettingValue said = file.get(key);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  /// What every file that has the key says, for settings that accumulate.
  List<SettingValue> everyFile(Key key) {
    List<SettingValue> all = new ArrayList<>();
    for (TomlFile file : files) {
      SettingValue said = file.get(key);
      if (said != null) {
        all.add(said);
      }
    }
    return all;
  }

  /// The variable, else the files.
  @Nullable SettingValue first(String variable, Key key) {
    SettingValue said = variable(variable);
    return said == null ? file(key) : said;
  }
}
