package dev.clew.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ConfigValueConfigSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A source of SmallRye Config: the flags, the environment, or a file.
///
/// @param getOrdinal the source with the highest goes first
/// @param values by the keys of [Setting], or by the variable of a single signal's setting
record SettingSource(String getName, int getOrdinal, Map<String, SettingValue> values)
    implements ConfigValueConfigSource {
  static final int FLAGS = 500;
  static final int ENVIRONMENT = 400;
  static final int PROJECT = 300;
  static final int USER = 200;

  @Override
  public @Nullable ConfigValue getConfigValue(String key) {
    SettingValue said = values.get(key);
    return said == null ? null : said.config();
  }

  @Override
  public Map<String, ConfigValue> getConfigValueProperties() {
    Map<String, ConfigValue> properties = new HashMap<>();
    values.forEach((key, said) -> properties.put(key, said.config()));
    return properties;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }
}
