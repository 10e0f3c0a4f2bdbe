package dev.clew.config;

import java.util.ArrayList;
import java.util.List;

/// Every variable that is a setting.
final class Variables {
  static final List<String> ALL = all();

  private Variables() {}

  private static List<String> all() {
    List<String> all = new ArrayList<>(List.of("OTEL_SDK_DISABLED"));
    for (Setting<?> each : SettingTable.ROWS) {
      all.addAll(each.variables());
    }
    for (Signal signal : Signal.values()) {
      for (Setting<?> each : SettingTable.OTLP) {
        all.add(each.of(signal).key());
      }
      if (signal != Signal.TRACES) {
        all.add(SettingTable.OTLP_ENDPOINT.of(signal).key());
      }
    }
    return List.copyOf(all);
  }
}
