package dev.clew.config;

import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Each signal's target, from `[telemetry.otlp]` and the variables of the OTLP exporter
/// specification: the environment goes before the files, and within it a signal's own variable
/// before the general one.
final class OtlpTargets {
  private final SettingReader reader;
  private final SettingSources sources;

  OtlpTargets(SettingReader reader) {
    this.reader = reader;
    this.sources = reader.sources();
  }

  /// Checks what has to be right for any export, and notes where the settings come from.
  void checkCommon() {
    boolean exports = false;
    for (Signal signal : Signal.values()) {
      exports |= endpoint(signal) != null;
    }
    noteEndpoints();
    if (exports) {
      checkProtocols();
    }
    for (Setting<?> setting : SettingTable.OTLP) {
      note(setting, setting, exports ? sources.find(setting) : null);
    }
    if (exports) {
      noteOwn();
    }
  }

  private void noteEndpoints() {
    SettingValue general = sources.find(SettingTable.OTLP_ENDPOINT);
    reader.note(SettingTable.OTLP_ENDPOINT, shown(general), general);
    for (Signal signal : Signal.values()) {
      Located located = endpoint(signal);
      SettingValue own = located != null && located.own ? located.said : null;
      if (signal == Signal.TRACES || own != null) {
        reader.note(ownEndpoint(signal), shown(own), own);
      }
    }
  }

  /// The settings of single signals are named only where they are set.
  private void noteOwn() {
    for (Signal signal : Signal.values()) {
      for (Setting<?> setting : SettingTable.OTLP) {
        Setting<?> own = setting.of(signal);
        SettingValue said = sources.find(own);
        if (said != null) {
          note(own, setting, said);
        }
      }
    }
  }

  private void note(Setting<?> own, Setting<?> general, @Nullable SettingValue said) {
    boolean protocol = general.key().equals(SettingTable.OTLP_PROTOCOL.key());
    boolean headers = general.key().equals(SettingTable.OTLP_HEADERS.key());
    String shown = protocol ? "grpc, or http/protobuf on port 4318" : general.shown();
    if (said != null) {
      shown = headers ? HeaderList.masked(HeaderList.of(said).keySet()) : said.text();
    }
    reader.note(own, shown, said);
  }

  private static String shown(@Nullable SettingValue endpoint) {
    return endpoint == null ? "" : OtlpEndpoint.masked(endpoint.text());
  }

  /// An unsupported protocol is an error even where another variable has precedence over it.
  private void checkProtocols() {
    check(sources.file(SettingTable.OTLP_PROTOCOL));
    check(sources.find(SettingTable.OTLP_PROTOCOL));
    for (Signal signal : Signal.values()) {
      check(sources.find(SettingTable.OTLP_PROTOCOL.of(signal)));
    }
  }

  private static void check(@Nullable SettingValue protocol) {
    if (protocol != null) {
      SettingTable.OTLP_PROTOCOL.parse(protocol);
    }
  }

  /// Where the signal goes, or null without an endpoint; nothing else is looked at then.
  @Nullable OtlpTarget of(Signal signal) {
    Located located = endpoint(signal);
    if (located == null) {
      return null;
    }
    OtlpEndpoint endpoint = OtlpEndpoint.parse(located.said);
    boolean http = endpoint.port() == 4318;
    Protocol protocol =
        value(signal, SettingTable.OTLP_PROTOCOL, http ? Protocol.HTTP_PROTOBUF : Protocol.GRPC);
    boolean plaintext = value(signal, SettingTable.OTLP_INSECURE);
    URI uri =
        switch (protocol) {
          case GRPC -> endpoint.grpc(plaintext);
          case HTTP_PROTOBUF ->
              located.own ? endpoint.httpAsIs(plaintext) : endpoint.httpBase(signal, plaintext);
        };
    SettingValue key = said(signal, SettingTable.OTLP_CLIENT_KEY);
    SettingValue chain = said(signal, SettingTable.OTLP_CLIENT_CERTIFICATE);
    checkPair(key, chain);
    return new OtlpTarget(
        uri,
        protocol,
        value(signal, SettingTable.OTLP_HEADERS),
        value(signal, SettingTable.OTLP_COMPRESSION),
        value(signal, SettingTable.OTLP_TIMEOUT),
        said(signal, SettingTable.OTLP_TIMEOUT) != null,
        file(said(signal, SettingTable.OTLP_CERTIFICATE)),
        file(key),
        file(chain),
        egress(uri, protocol));
  }

  private Egress egress(URI uri, Protocol protocol) {
    Environment environment = reader.environment();
    return Egress.to(
        uri, protocol == Protocol.GRPC, environment.variables(), environment.directory());
  }

  /// What sets a signal's endpoint.
  ///
  /// @param own whether it is the signal's own rather than the general one
  private record Located(SettingValue said, boolean own) {}

  private @Nullable Located endpoint(Signal signal) {
    SettingValue general = sources.find(SettingTable.OTLP_ENDPOINT);
    if (general != null && general.origin().equals("CLEW_OTLP_ENDPOINT")) {
      return new Located(general, false);
    }
    Setting<String> own = ownEndpoint(signal);
    SettingValue said = sources.find(own, SettingTable.OTLP_ENDPOINT);
    return said == null ? null : new Located(said, said.config().getName().equals(own.key()));
  }

  private static Setting<String> ownEndpoint(Signal signal) {
    return signal == Signal.TRACES
        ? SettingTable.TRACING_ENDPOINT
        : SettingTable.OTLP_ENDPOINT.of(signal);
  }

  private <T> T value(Signal signal, Setting<T> setting) {
    return value(signal, setting, setting.otherwise());
  }

  private <T> T value(Signal signal, Setting<T> setting, T otherwise) {
    SettingValue said = said(signal, setting);
    return said == null ? otherwise : setting.parse(said);
  }

  private @Nullable SettingValue said(Signal signal, Setting<?> setting) {
    return sources.find(setting.of(signal), setting);
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
