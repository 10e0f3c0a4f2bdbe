package dev.clew.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sources of SmallRye Config, the highest ordinal first. They are asked here because building
/// a `SmallRyeConfig` starts JBoss Logging, which takes 20 ms of every start on a JVM.
record SettingSources(List<SettingSource> all) {
  SettingSources {
    List<SettingSource> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(SettingSource::getOrdinal).reversed());
    all = List.copyOf(sorted);
  }

  /// What the highest source says that has one of the settings, of several the first.
  @Nullable SettingValue find(Setting<?>... settings) {
    for (SettingSource source : all) {
      for (Setting<?> setting : settings) {
        SettingValue said = source.values().get(setting.key());
        if (said != null) {
          return said;
        }
      }
    }
    return null;
  }

  /// What every source that has the setting says, the highest first.
  List<SettingValue> every(Setting<?> setting) {
    List<SettingValue> every = new ArrayList<>();
    for (SettingSource source : all) {
      SettingValue said = source.values().get(setting.key());
      if (said != null) {
        every.add(said);
      }
    }
    return every;
  }

  /// What the highest of the files says that have the setting.
  @Nullable SettingValue file(Setting<?> setting) {
    return every(setting).stream().filter(SettingValue::isOfFile).findFirst().orElse(null);
  }
}
