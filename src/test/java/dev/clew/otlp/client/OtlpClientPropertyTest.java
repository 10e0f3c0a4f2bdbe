package dev.clew.otlp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Flags;
import dev.clew.config.OtlpTarget;
import dev.clew.config.SettingsLoader;
import dev.clew.error.ClewError;
import dev.clew.otlp.codec.OtlpSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is accepted before a run starts can be sent: no value fails in the middle of it.
class OtlpClientPropertyTest {
  private static final Path NOWHERE = Path.of("/nonexistent/clew-test");

  @Provide
  Arbitrary<String> endpoints() {
    return joined(
        "http://",
        "https://",
        "HTTP://",
        "localhost",
        "a_b",
        "-",
        "é",
        "xn--",
        "127.1",
        "1.2.3.4",
        "0x7f",
        "[::1]",
        "[::1%25lo]",
        "[fe80::1%lo]",
        "[",
        "]",
        "..",
        "a.",
        ":4317",
        ":0",
        ":65536",
        ":",
        "/",
        "/a b",
        "/%2f",
        "/%",
        "?q=",
        "#f",
        "@",
        "u:p@",
        "\\",
        "\"",
        "|",
        "{}",
        "^",
        "999999999999",
        "%41");
  }

  @Provide
  Arbitrary<String> headers() {
    return joined(
        "a",
        "=",
        ",",
        " ",
        "%20",
        "%0a",
        "%00",
        "%C3%A9",
        "é",
        ":",
        "host",
        "content-length",
        "te",
        "\t",
        "%7F",
        "authorization=Bearer%20x",
        "a-bin=",
        "%2C",
        ";",
        "\"");
  }

  @Provide
  Arbitrary<String> timeouts() {
    return Arbitraries.of("", "1", "10000", "99999999", "100000000", "2147483647");
  }

  private static Arbitrary<String> joined(String... fragments) {
    return Arbitraries.of(fragments)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(list -> String.join("", list));
  }

  @Property(tries = 2000)
  void whatIsAcceptedCanBeSent(
      @ForAll("endpoints") String endpoint,
      @ForAll("headers") String headers,
      @ForAll("timeouts") String timeout,
      @ForAll boolean http) {
    for (String prefix : List.of("http://localhost", "http://", "")) {
      check(
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              prefix + endpoint,
              "OTEL_EXPORTER_OTLP_HEADERS",
              headers,
              "OTEL_EXPORTER_OTLP_TIMEOUT",
              timeout,
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              http ? "http/protobuf" : "grpc"));
    }
    check(
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://localhost",
            "OTEL_EXPORTER_OTLP_HEADERS",
            headers));
  }

  private static void check(Map<String, String> environment) {
    OtlpClient client;
    try {
      OtlpTarget target =
          new SettingsLoader().load(Flags.NONE, environment, NOWHERE, NOWHERE).telemetry().logs();
      if (target == null) {
        return;
      }
      client = new OtlpClient(Transport.connect(target), target, OtlpSignal.LOGS);
    } catch (ClewError expected) {
      assertThat(expected.detail()).isNotBlank();
      return;
    }
    assertThat(client.request(new byte[1]).url().host()).isNotEmpty();
  }
}
