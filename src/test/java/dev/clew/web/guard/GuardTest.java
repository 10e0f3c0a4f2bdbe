package dev.clew.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.web.api.PageFrontHandler;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private final Hosts hosts = new Hosts(List.of("Clew.Example.com", "build-7"));
  private final Origins origins = new Origins(List.of("http://localhost:3000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:4000",
        "LOCALHOST:1",
        "app.localhost",
        "127.0.0.1:4318",
        "10.1.2.3",
        "[::1]:4318",
        "[::1]",
        "host.docker.internal:4317",
        "clew.example.com",
        "clew.example.com.:80",
        "build-7:4000",
      })
  void itsOwnNames(String authority) {
    assertThat(hosts.isOurs(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.com",
        "evil.com:4318",
        "localhost.evil.com",
        "127.0.0.1.evil.com",
        "127.0.0.1.nip.io:4000",
        "1.2.3",
        "1.2.3.4.5",
        "[evil]",
        "notlocalhost",
        "x.clew.example.com",
      })
  void strangersNames(String authority) {
    assertThat(hosts.isOurs(authority)).isFalse();
  }

  @Test
  void noNameIsNotOurs() {
    assertThat(hosts.isOurs(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, false",
        "http://127.0.0.1:4000, -, -, false",
        "https://127.0.0.1:4000, -, -, false",
        "http://localhost:3000, cross-site, cors, false",
        "http://127.0.0.1:4001, -, -, true",
        "http://evil.com, -, -, true",
        "null, -, -, true",
        "-, cross-site, no-cors, true",
        "-, same-site, cors, true",
        "-, cross-site, navigate, false",
        "-, same-origin, cors, false",
        "-, none, navigate, false",
      })
  void pagesOfOtherOriginsAreForeign(String origin, String site, String mode, boolean foreign) {
    assertThat(origins.isForeign(origin, "127.0.0.1:4000", site, mode)).isEqualTo(foreign);
  }

  @Test
  void aTokenIsKnownByItsDigestOnly() {
    BearerToken token = BearerToken.of("correct horse battery", new Random(1));

    assertThat(token.text()).doesNotContain("horse");
    assertThat(token).hasToString("BearerToken");
    assertThat(token.admits("Bearer correct horse battery")).isTrue();
    assertThat(token.admits("bearer  correct horse battery ")).isTrue();
    assertThat(new BearerToken(token.text()).admits("Bearer correct horse battery")).isTrue();
    assertThat(token.admits("Bearer correct horse batter")).isFalse();
    assertThat(token.admits("Bearer ")).isFalse();
    assertThat(token.admits("Basic correct horse battery")).isFalse();
    assertThat(token.admits(null)).isFalse();
    assertThat(BearerToken.of("correct horse battery", new Random(2)).text())
        .isNotEqualTo(token.text());
  }

  @Property(tries = 300)
  void noOtherTokenIsAdmitted(@ForAll String other) {
    BearerToken token = BearerToken.of("correct horse battery", new Random(1));

    assertThat(token.admits("Bearer x" + other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/runs",
        "/api",
        "/metrics",
        "/v1/traces",
        "/q/health",
        "//api/v1/runs",
        "/%61pi/v1/runs",
        "/x/../api/v1/runs",
        "/./api",
        "/static/..%2fapi",
        "/a;b=c/api",
        "/.hidden",
        "",
        "*",
      })
  void aTokenProtectsThis(String path) {
    assertThat(PageFrontHandler.isProtected(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/index.html", "/runs/8b4766", "/static/app-3F2A.js", "/runs/", "/apis"})
  void thePageIsForEverybody(String path) {
    assertThat(PageFrontHandler.isProtected(path)).isFalse();
  }
}
