package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backends that are reached through a proxy. The endpoints' names exist nowhere but there.
class ProxyTest {
  private static final String CREDENTIALS =
      "Basic "
          + Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.ISO_8859_1));

  @TempDir Path home;

  private Program clew(String endpoint) {
    return new Program(home)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000");
  }

  @Test
  void grpcGoesThroughATunnel() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        ForwardProxy proxy = new ForwardProxy(backend, CREDENTIALS)) {
      Program clew = clew("http://backend.test:4317");

      String url = "http://me:p%40ss@" + proxy.address();
      assertThat(clew.with("HTTPS_PROXY", url).run("run", "--", "true").err()).isEmpty();

      assertThat(proxy.requests()).contains("CONNECT backend.test:4317");
      assertThat(backend.records.spans).hasSize(1);
    }
  }

  @Test
  void httpGoesToTheProxy() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http();
        ForwardProxy proxy = new ForwardProxy(backend, CREDENTIALS)) {
      Program clew = clew("http://backend.test:4318");

      String url = "http://me:p%40ss@" + proxy.address();
      assertThat(clew.with("http_proxy", url).run("run", "--", "true").err()).isEmpty();

      assertThat(proxy.requests()).contains("POST http://backend.test:4318/v1/logs");
      assertThat(backend.records.spans).hasSize(1);
    }
  }

  @Test
  void aBackendsRunsAreReadThroughIt() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.http();
        ForwardProxy proxy = new ForwardProxy(backend, "")) {
      Program clew = new Program(home).with("HTTP_PROXY", proxy.address());

      assertThat(clew.run("runs", "--server", "http://backend.test:4000").err()).contains("[E06");

      assertThat(proxy.requests()).anyMatch(it -> it.startsWith("GET http://backend.test:4000/"));
    }
  }

  @Test
  void thisMachineAndExceptionsAreReachedDirectly() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        ForwardProxy proxy = new ForwardProxy(backend, "")) {
      Program here = clew(backend.endpoint()).with("HTTPS_PROXY", proxy.address());
      assertThat(here.run("run", "--", "true").err()).isEmpty();

      Ended there =
          clew("http://backend.test:4317")
              .with("HTTPS_PROXY", proxy.address())
              .with("NO_PROXY", "a.example, .test")
              .run("run", "--", "true");
      assertThat(there.err()).contains("[E040]");

      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void aProxyThatCannotBeUsedIsAnErrorWithoutItsPassword() {
    Program clew =
        clew("https://backend.test:4317").with("HTTPS_PROXY", "socks5://me:hunter2@p:1080");

    for (Ended each : new Ended[] {clew.run("config", "check"), clew.run("run", "--", "true")}) {
      assertThat(each.err()).contains("[E080]", "HTTPS_PROXY").doesNotContain("hunter2");
    }
    assertThat(clew.with("NO_PROXY", "*").run("config", "check").err()).isEmpty();
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    Ended ended =
        clew("https://backend.test:4317")
            .with("HTTPS_PROXY", "127.0.0.1:1")
            .run("run", "--", "true");

    assertThat(ended.err()).contains("[E040]", "by way of the proxy http://127.0.0.1:1");
  }
}
