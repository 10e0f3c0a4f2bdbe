package dev.clew.config;

import java.util.List;

/// A row of [SettingTable], from which loading, provenance, the trust of projects, `clew config`,
/// its template and the page of reference follow.
///
/// @param key dotted as in `clew.toml`, or the variable's name for what no file can set
/// @param otherwise the default
/// @param names flags and variables, the first that is set counts
/// @param guard what a project's file may do with it
record Setting<T>(String key, Form<T> form, T otherwise, List<String> names, Guard guard) {

  /// What a project's own file may do with a key before the user has accepted its content.
  enum Guard {
    /// Set any value.
    OPEN("any value"),
    /// Nothing: the key decides where telemetry goes and how, or what listens.
    CLOSED("needs trust"),
    /// Set `false`.
    OFF_ONLY("`false` only"),
    /// Set any value but one that undoes an "off" of the user's own file.
    NOT_BACK_ON("not back to `true` where your own file has `false`"),
    /// Name no exporter that the user's own file does not name: one writes to stdout, which scripts
    /// read.
    NO_FURTHER("no exporter but your own file's, by default `otlp`; or `none`"),
    /// Set any value that is not below the user's own: runs of other projects would be lost.
    NOT_LOWER("not less than your own file or the default has"),
    /// Set up to 4096 characters, because the value is repeated in every batch of records.
    SHORT("up to 4096 characters"),
    /// Set up to 32 items, because each of them costs time for every line of output.
    FEW("up to 32 patterns");

    private final String described;

    Guard(String described) {
      this.described = described;
    }

    String described() {
      return described;
    }
  }

  /// What a project's file needs trust for.
  static <T> Setting<T> row(String key, Form<T> form, T otherwise, String... names) {
    return new Setting<>(key, form, otherwise, List.of(names), Guard.CLOSED);
  }

  /// What only a variable can set.
  static <T> Setting<T> variable(String name, Form<T> form, T otherwise) {
    return row(name, form, otherwise, name);
  }

  Setting<T> guard(Guard other) {
    return new Setting<>(key, form, otherwise, names, other);
  }

  /// In their order of precedence.
  List<String> variables() {
    return names.stream().filter(name -> name.charAt(0) != '-').toList();
  }

  T parse(SettingValue said) {
    return form.parse().apply(said);
  }

  /// The default as `clew config` shows it.
  String shown() {
    return form.shown().apply(otherwise);
  }

  /// The default as a file has it.
  String toml() {
    return switch (form.type()) {
      case STRING -> SettingValue.quoted(shown());
      case STRINGS ->
          ((List<?>) otherwise)
              .stream().map(each -> SettingValue.quoted(each.toString())).toList().toString();
      case BOOLEAN, INTEGER, INTEGERS, TABLE -> shown();
    };
  }

  /// Whether a file can set it.
  boolean isKey() {
    return key.charAt(0) >= 'a';
  }

  /// The setting's own for one signal, which only a variable can set.
  Setting<T> of(Signal signal) {
    String general = names.getLast();
    int end = "OTEL_EXPORTER_OTLP".length();
    return variable(
        general.substring(0, end) + "_" + signal + general.substring(end), form, otherwise);
  }
}
