package dev.clew.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects each setting's effective value and where it came from.
final class Provenance {
  private final List<Settings.Value> values = new ArrayList<>();

  /// @param said what set the value, or null for the default
  void record(String key, Object shown, @Nullable SettingValue said) {
    String origin = said == null ? Settings.Value.DEFAULT : said.origin();
    values.add(new Settings.Value(key, shown.toString(), origin));
  }

  void record(Key key, Object shown, @Nullable SettingValue said) {
    record(key.dotted(), shown, said);
  }

  /// For values whose origin is no single place.
  void record(Key key, Object shown, String origin) {
    values.add(new Settings.Value(key.dotted(), shown.toString(), origin));
  }

  /// Names the keys that nobody asked for.
  void complete() {
    for (Key key : Key.values()) {
      if (values.stream().noneMatch(value -> value.key().equals(key.dotted()))) {
        record(key, "", Settings.Value.UNREAD);
      }
    }
  }

  List<Settings.Value> values() {
    return values;
  }
}
