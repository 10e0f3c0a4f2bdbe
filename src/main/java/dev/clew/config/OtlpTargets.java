package dev.clew.config;

import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Each signal's target, from `[telemetry.otlp]` and the variables of the OTLP exporter
/// specification: the environment goes before the files, and within it a signal's own variable
/// before the general one.
final class OtlpTargets {
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final String SHORTHAND = "CLEW_OTLP_ENDPOINT";
  private static final Choices<Protocol> PROTOCOLS =
      new Choices<>(ErrorCode.E016, List.of("grpc", "http/protobuf"), List.of(Protocol.values()));
  private static final Choices<Boolean> COMPRESSIONS =
      new Choices<>(ErrorCode.E017, List.of("gzip", "none"), List.of(true, false));

  private final SettingSources sources;
  private final Provenance provenance;

  OtlpTargets(SettingSources sources, Provenance provenance) {
    this.sources = sources;
    this.provenance = provenance;
  }

  /// Checks what has to be right for any export, and notes where the settings come from.
  void checkCommon() {
    boolean exports = false;
    for (Signal signal : Signal.values()) {
      exports |= endpoint(signal) != null;
    }
    recordEndpoints();
    if (exports) {
      checkProtocols();
    }
    new OtlpProvenance(sources, provenance).record(exports);
  }

  private void recordEndpoints() {
    SettingValue shorthand = sources.variable(SHORTHAND);
    SettingValue general =
        shorthand == null
            ? sources.first(Signal.general("ENDPOINT"), Key.OTLP_ENDPOINT)
            : shorthand;
    provenance.record(Key.OTLP_ENDPOINT, shown(general), general);
    for (Signal signal : Signal.values()) {
      Located located = endpoint(signal);
      SettingValue own = located != null && located.own ? located.said : null;
      if (signal == Signal.TRACES) {
        provenance.record(Key.TRACING_ENDPOINT, shown(own), own);
      } else if (own != null) {
        provenance.record(own.origin(), shown(own), own);
      }
    }
  }

  private static String shown(@Nullable SettingValue endpoint) {
    return endpoint == null ? "" : OtlpEndpoint.masked(endpoint.text());
  }

  /// An unsupported protocol is an error even where another variable has precedence over it.
  private void checkProtocols() {
    SettingValue said = sources.file(Key.OTLP_PROTOCOL);
    if (said != null) {
      PROTOCOLS.of(said);
    }
    said = sources.variable(Signal.general("PROTOCOL"));
    if (said != null) {
      PROTOCOLS.of(said);
    }
    for (Signal signal : Signal.values()) {
      said = sources.variable(signal.variable("PROTOCOL"));
      if (said != null) {
        PROTOCOLS.of(said);
      }
    }
  }

  /// Where the signal goes, or null without an endpoint; nothing else is looked at then.
  @Nullable OtlpTarget of(Signal signal) {
    Located located = endpoint(signal);
    if (located == null) {
      return null;
    }
    OtlpEndpoint endpoint = OtlpEndpoint.parse(located.said);
    Protocol protocol = protocol(signal, endpoint);
    SettingValue insecure = said(signal, "INSECURE", Key.OTLP_INSECURE);
    boolean plaintext = insecure != null && insecure.bool();
    URI uri =
        switch (protocol) {
          case GRPC -> endpoint.grpc(plaintext);
          case HTTP_PROTOBUF ->
              located.own ? endpoint.httpAsIs(plaintext) : endpoint.httpBase(signal, plaintext);
        };
    SettingValue headers = said(signal, "HEADERS", Key.OTLP_HEADERS);
    SettingValue compression = said(signal, "COMPRESSION", Key.OTLP_COMPRESSION);
    SettingValue timeout = said(signal, "TIMEOUT", Key.OTLP_TIMEOUT);
    SettingValue key = said(signal, "CLIENT_KEY", Key.OTLP_CLIENT_KEY);
    SettingValue chain = said(signal, "CLIENT_CERTIFICATE", Key.OTLP_CLIENT_CERTIFICATE);
    checkPair(key, chain);
    return new OtlpTarget(
        uri,
        protocol,
        headers == null ? Map.of() : HeaderList.of(headers),
        compression != null && COMPRESSIONS.of(compression),
        timeout == null ? TIMEOUT : timeout.millis(),
        timeout != null,
        file(said(signal, "CERTIFICATE", Key.OTLP_CERTIFICATE)),
        file(key),
        file(chain),
        egress(uri, protocol));
  }

  private Egress egress(URI uri, Protocol protocol) {
    Environment environment = sources.environment();
    return Egress.to(
        uri, protocol == Protocol.GRPC, environment.variables(), environment.directory());
  }

  /// What sets a signal's endpoint.
  ///
  /// @param own whether it is the signal's own rather than the general one
  private record Located(SettingValue said, boolean own) {}

  private @Nullable Located endpoint(Signal signal) {
    SettingValue said = sources.variable(SHORTHAND);
    if (said != null) {
      return new Located(said, false);
    }
    said = sources.variable(signal.variable("ENDPOINT"));
    if (said != null) {
      return new Located(said, true);
    }
    said = sources.variable(Signal.general("ENDPOINT"));
    if (said != null) {
      return new Located(said, false);
    }
    for (TomlFile file : sources.files()) {
      said = signal == Signal.TRACES ? file.get(Key.TRACING_ENDPOINT) : null;
      if (said != null) {
        return new Located(said, true);
      }
      said = file.get(Key.OTLP_ENDPOINT);
      if (said != null) {
        return new Located(said, false);
      }
    }
    return null;
  }

  private Protocol protocol(Signal signal, OtlpEndpoint endpoint) {
    SettingValue said = said(signal, "PROTOCOL", Key.OTLP_PROTOCOL);
    if (said != null) {
      return PROTOCOLS.of(said);
    }
    return endpoint.port() == 4318 ? Protocol.HTTP_PROTOBUF : Protocol.GRPC;
  }

  private @Nullable SettingValue said(Signal signal, String setting, Key key) {
    SettingValue said = sources.variable(signal.variable(setting));
    return said == null ? sources.first(Signal.general(setting), key) : said;
  }

  private static void checkPair(@Nullable SettingValue key, @Nullable SettingValue chain) {
    SettingValue alone = key == null ? chain : key;
    if (alone != null && (key == null || chain == null)) {
      throw new ClewError(
          ErrorCode.E012,
          alone.subject()
              + " is set without its counterpart; a client key and a client"
              + " certificate go together.");
    }
  }

  private static @Nullable Path file(@Nullable SettingValue said) {
    if (said == null) {
      return null;
    }
    Path file = path(said);
    if (file == null || !Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw said.wrong(ErrorCode.E012, "the path of a readable PEM file");
    }
    return file;
  }

  private static @Nullable Path path(SettingValue said) {
    try {
      return said.directory().resolve(said.text());
    } catch (InvalidPathException notAPath) {
      return null;
    }
  }
}
