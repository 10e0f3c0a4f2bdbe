package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what describes the process that sends the telemetry: the resource, and the run it joins.
final class ResourceSection {
  private static final String VARIABLE = "OTEL_RESOURCE_ATTRIBUTES";
  private static final String NAME = "service.name";
  private static final String VERSION = "service.version";
  private static final List<String> RUN_IDS = List.of("parallax.run.id", "cli.invocation.id");

  private final SettingSources sources;
  private final Provenance provenance;
  private final List<Settings.Warning> warnings;

  ResourceSection(SettingSources sources, Provenance provenance, List<Settings.Warning> warnings) {
    this.sources = sources;
    this.provenance = provenance;
    this.warnings = warnings;
  }

  /// What is read here.
  record Described(
      String serviceName,
      @Nullable String serviceVersion,
      Map<String, String> attributes,
      @Nullable String requestedRunId) {}

  Described read() {
    SettingValue variable = sources.variable(VARIABLE);
    Map<String, String> said = variable == null ? Map.of() : parse(variable);
    Map<String, String> attributes = ofFiles();
    attributes.putAll(said);
    String runId = runId(variable, said);
    RUN_IDS.forEach(attributes::remove);
    recordAttributes(attributes, said.isEmpty() ? null : variable);

    SettingValue name = saidName(variable, said);
    String serviceName = name == null ? attributes.getOrDefault(NAME, "clew") : name.text();
    SettingValue version = named(variable, said.get(VERSION));
    version = version == null ? sources.file(Key.SERVICE_VERSION) : version;
    String serviceVersion = version == null ? attributes.get(VERSION) : version.text();
    attributes.replace(NAME, serviceName);
    if (serviceVersion != null) {
      attributes.replace(VERSION, serviceVersion);
    }
    boolean named = name == null && attributes.containsKey(NAME);
    provenance.record(
        Key.SERVICE_NAME, serviceName, named ? sources.file(Key.RESOURCE_ATTRIBUTES) : name);
    provenance.record(Key.SERVICE_VERSION, serviceVersion == null ? "" : serviceVersion, version);
    return new Described(serviceName, serviceVersion, attributes, runId);
  }

  private @Nullable SettingValue saidName(
      @Nullable SettingValue variable, Map<String, String> said) {
    SettingValue name = sources.variable("OTEL_SERVICE_NAME");
    if (name == null) {
      name = named(variable, said.get(NAME));
    }
    return name == null ? sources.file(Key.SERVICE_NAME) : name;
  }

  private static @Nullable SettingValue named(
      @Nullable SettingValue variable, @Nullable String value) {
    return variable == null || value == null || value.isBlank()
        ? null
        : new SettingValue(variable.subject(), variable.origin(), value, variable.directory());
  }

  /// As the resource specification asks for, a malformed list is discarded as a whole and reported.
  private Map<String, String> parse(SettingValue variable) {
    PairList list = PairList.parse(variable.text());
    if (list.fault() == null) {
      return list.pairs();
    }
    warn(
        variable.subject()
            + " is ignored: "
            + list.fault()
            + "; supported: name=value,name=value.");
    return Map.of();
  }

  private Map<String, String> ofFiles() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (SettingValue said : sources.everyFile(Key.RESOURCE_ATTRIBUTES).reversed()) {
      if (said.value() instanceof Map<?, ?> table) {
        flatten("", table, attributes);
      }
    }
    return attributes;
  }

  /// A dotted name makes nested tables in TOML.
  private static void flatten(String prefix, Map<?, ?> table, Map<String, String> attributes) {
    for (Map.Entry<?, ?> entry : table.entrySet()) {
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> inner) {
        flatten(name + ".", inner, attributes);
      } else {
        attributes.put(name, entry.getValue().toString());
      }
    }
  }

  private void recordAttributes(Map<String, String> attributes, @Nullable SettingValue variable) {
    SettingValue said = variable == null ? sources.file(Key.RESOURCE_ATTRIBUTES) : variable;
    StringBuilder shown = new StringBuilder();
    attributes.forEach(
        (name, value) ->
            shown.append(shown.isEmpty() ? "" : ",").append(name).append('=').append(value));
    provenance.record(Key.RESOURCE_ATTRIBUTES, shown, said);
  }

  private @Nullable String runId(@Nullable SettingValue variable, Map<String, String> said) {
    SettingValue own = sources.variable("CLEW_RUN_ID");
    if (own != null) {
      if (!isRunId(own.text())) {
        throw own.wrong(ErrorCode.E024, "16 lowercase hexadecimal characters");
      }
      provenance.record("CLEW_RUN_ID", own.text(), own);
      return own.text();
    }
    for (String attribute : RUN_IDS) {
      String value = said.get(attribute);
      if (value != null && isRunId(value)) {
        provenance.record("CLEW_RUN_ID", value, variable);
        return value;
      }
      if (value != null) {
        warn(
            "%s has %s=%s, which is ignored; supported: 16 lowercase hexadecimal characters."
                .formatted(VARIABLE, attribute, SettingValue.quoted(value)));
      }
    }
    return null;
  }

  private static boolean isRunId(String text) {
    return text.length() == 16
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private void warn(String detail) {
    warnings.add(new Settings.Warning(ErrorCode.E005, detail));
  }
}
