package dev.clew.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the environment and the files say, in their order of precedence.
///
/// @param files the highest first
record Sources(Environment environment, List<TomlFile> files) {
  Sources {
    files = List.copyOf(files);
  }

  /// What an option of the command line says.
  Said flag(String name, String value) {
    return new Said(name, name, value, environment.directory());
  }

  @Nullable Said variable(String name) {
    return environment.get(name);
  }

  /// What the highest of the files that have the key says.
  @Nullable Said file(Key key) {
    for (TomlFile file : files) {
      Said said = file.get(key);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  /// What every file that has the key says, for settings that accumulate.
  List<Said> everyFile(Key key) {
    List<Said> all = new ArrayList<>();
    for (TomlFile file : files) {
      Said said = file.get(key);
      if (said != null) {
        all.add(said);
      }
    }
    return all;
  }

  /// The variable, else the files.
  @Nullable Said first(String variable, Key key) {
    Said said = variable(variable);
    return said == null ? file(key) : said;
  }
}
