package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what describes the process that sends the telemetry: the resource, and the run it joins.
final class ResourceSection {
  private static final String NAME = "service.name";
  private static final String VERSION = "service.version";
  private static final List<String> RUN_IDS = List.of("parallax.run.id", "cli.invocation.id");

  private final SettingReader reader;
  private final SettingSources sources;

  ResourceSection(SettingReader reader) {
    this.reader = reader;
    this.sources = reader.sources();
  }

  /// What is read here.
  record Described(
      String serviceName,
      @Nullable String serviceVersion,
      Map<String, String> attributes,
      @Nullable String requestedRunId) {}

  Described read() {
    SettingValue variable = reader.environment().get("OTEL_RESOURCE_ATTRIBUTES");
    Map<String, String> said = variable == null ? Map.of() : parse(variable);
    Map<String, String> attributes = ofFiles();
    attributes.putAll(said);
    String runId = runId(variable, said);
    RUN_IDS.forEach(attributes::remove);
    recordAttributes(attributes, said.isEmpty() ? null : variable);

    SettingValue name = saidName(variable, said);
    String serviceName =
        name == null
            ? attributes.getOrDefault(NAME, SettingTable.SERVICE_NAME.otherwise())
            : name.text();
    SettingValue version = named(variable, said.get(VERSION));
    version = version == null ? sources.file(SettingTable.SERVICE_VERSION) : version;
    String serviceVersion = version == null ? attributes.get(VERSION) : version.text();
    attributes.replace(NAME, serviceName);
    if (serviceVersion != null) {
      attributes.replace(VERSION, serviceVersion);
    }
    boolean named = name == null && attributes.containsKey(NAME);
    reader.note(
        SettingTable.SERVICE_NAME,
        serviceName,
        named ? sources.file(SettingTable.RESOURCE_ATTRIBUTES) : name);
    reader.note(
        SettingTable.SERVICE_VERSION, serviceVersion == null ? "" : serviceVersion, version);
    return new Described(serviceName, serviceVersion, attributes, runId);
  }

  private @Nullable SettingValue saidName(
      @Nullable SettingValue variable, Map<String, String> said) {
    SettingValue name = sources.find(SettingTable.SERVICE_NAME);
    SettingValue attribute = named(variable, said.get(NAME));
    return attribute != null && (name == null || name.isOfFile()) ? attribute : name;
  }

  private static @Nullable SettingValue named(
      @Nullable SettingValue variable, @Nullable String value) {
    return variable == null || value == null || value.isBlank() ? null : variable.with(value);
  }

  /// As the resource specification asks for, a malformed list is discarded as a whole and reported.
  private Map<String, String> parse(SettingValue variable) {
    PairList list = PairList.parse(variable.text());
    if (list.fault() == null) {
      return list.pairs();
    }
    reader.warn(
        ErrorCode.E005,
        variable.subject()
            + " is ignored: "
            + list.fault()
            + "; supported: name=value,name=value.");
    return Map.of();
  }

  private Map<String, String> ofFiles() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (SettingValue said : sources.every(SettingTable.RESOURCE_ATTRIBUTES).reversed()) {
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
    SettingValue said =
        variable == null ? sources.file(SettingTable.RESOURCE_ATTRIBUTES) : variable;
    StringBuilder shown = new StringBuilder();
    attributes.forEach(
        (name, value) ->
            shown.append(shown.isEmpty() ? "" : ",").append(name).append('=').append(value));
    reader.note(SettingTable.RESOURCE_ATTRIBUTES, shown.toString(), said);
  }

  private @Nullable String runId(@Nullable SettingValue variable, Map<String, String> said) {
    SettingValue own = sources.find(SettingTable.RUN_ID);
    if (own != null) {
      if (!isRunId(own.text())) {
        throw own.wrong(ErrorCode.E024, "16 lowercase hexadecimal characters");
      }
      reader.note(SettingTable.RUN_ID, own.text(), own);
      return own.text();
    }
    for (String attribute : RUN_IDS) {
      String value = said.get(attribute);
      if (value != null && isRunId(value)) {
        reader.note(SettingTable.RUN_ID, value, variable);
        return value;
      }
      if (value != null) {
        reader.warn(
            ErrorCode.E005,
            "%s has %s=%s, which is ignored; supported: 16 lowercase hexadecimal characters."
                .formatted(
                    Objects.requireNonNull(variable).subject(),
                    attribute,
                    SettingValue.quoted(value)));
      }
    }
    return null;
  }

  private static boolean isRunId(String text) {
    return text.length() == 16
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
