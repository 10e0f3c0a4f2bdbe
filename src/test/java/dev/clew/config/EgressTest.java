package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EgressTest {
  private static Egress to(String endpoint, boolean grpc, String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Egress.to(URI.create(endpoint), grpc, environment, Path.of("/work"));
  }

  @Test
  void theSchemeChoosesTheVariableAndLowerCaseGoesFirst() {
    String[] variables = {
      "HTTP_PROXY", "http://a:1", "https_proxy", "b:2", "HTTPS_PROXY", "http://c:3/"
    };

    assertThat(to("http://x:4318", false, variables).proxy())
        .isEqualTo(new HttpProxy("a", 1, null, ""));
    assertThat(to("https://x", false, variables).proxy())
        .isEqualTo(new HttpProxy("b", 2, null, ""));
    assertThat(to("http://x:4317", true, variables).proxy())
        .isEqualTo(new HttpProxy("b", 2, null, ""));
    assertThat(to("http://x:4318", false).proxy()).isNull();
  }

  @Test
  void httpProxyInUpperCaseIsAClientsHeaderUnderCgi() {
    assertThat(to("http://x:1", false, "HTTP_PROXY", "a:1", "REQUEST_METHOD", "GET").proxy())
        .isNull();
    assertThat(to("http://x:1", false, "http_proxy", "a:1", "REQUEST_METHOD", "GET").proxy())
        .isNotNull();
  }

  @Test
  void aProxyHasCredentialsAnIpv6AddressAndADefaultPort() {
    assertThat(to("https://x", false, "HTTPS_PROXY", "http://me:p%40s%3As@[::7]:3128").proxy())
        .isEqualTo(new HttpProxy("::7", 3128, "me", "p@s:s"));
    assertThat(to("https://x", false, "HTTPS_PROXY", "proxy.corp").proxy())
        .isEqualTo(new HttpProxy("proxy.corp", 80, null, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:1      |                     | direct",
        "127.0.0.9:1      |                     | direct",
        "[::1]:1          |                     | direct",
        "api.x.org:1      |                     | proxy",
        "api.x.org:1      | *                   | direct",
        "api.x.org:1      | x.org               | direct",
        "api.x.org:1      | b.org,.X.org        | direct",
        "api.x.org:1      | b.org *.x.org       | direct",
        "apix.org:1       | x.org               | proxy",
        "x.org:1          | x.org:2             | proxy",
        "x.org:2          | x.org:2             | direct",
        "10.1.2.3:1       | 10.0.0.0/8          | direct",
        "11.1.2.3:1       | 10.0.0.0/8          | proxy",
        "10.1.2.3:1       | 10.1.2.0/23         | direct",
        "10.1.2.3:1       | 10.1.2.3            | direct",
        "10.1.2.3:1       | 10.1.2.3:7          | proxy",
        "10.1.2.3:1       | 2.3, /8, 10/8, x/99 | proxy",
        "[fd00::7]:1      | fd00::/8            | direct",
        "[fd00::7]:1      | [fd00::7]:1         | direct",
        "[fd00::7]:1      | fd00::7             | direct",
        "[fd00::7]:1      | 10.0.0.0/8          | proxy"
      })
  void exceptionsAreReachedDirectly(String place, String noProxy, String way) {
    Egress egress =
        to(
            "http://" + place.strip(),
            false,
            "HTTP_PROXY",
            "p:3128",
            "NO_PROXY",
            noProxy == null ? "" : noProxy.strip());

    assertThat(egress.proxy() == null ? "direct" : "proxy").isEqualTo(way.strip());
  }
}
