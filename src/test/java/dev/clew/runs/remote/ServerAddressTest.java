package dev.clew.runs.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  private static ServerAddress address(String text) {
    return ServerAddress.of(text, "secret", Optional.empty(), _ -> Egress.DIRECT);
  }

  @ParameterizedTest
  @CsvSource({
    "build:4000, http://build:4000, build, true",
    "http://localhost:4000/, http://localhost:4000, localhost, false",
    "http://127.0.0.9, http://127.0.0.9, 127.0.0.9, false",
    "http://[::1]:4000, http://[::1]:4000, [::1], false",
    "https://CI.example.org/clew//, https://CI.example.org/clew, ci.example.org, false",
    "HTTP://a_b, HTTP://a_b, a_b, true"
  })
  void addressesAreUnderstood(String text, String base, String host, boolean exposed) {
    ServerAddress address = address(text);

    assertThat(address.toString()).isEqualTo(base);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.exposesToken()).isEqualTo(exposed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "http://", "http://u:p@x", "http://x?a=b", "a b"})
  void othersAreAnError(String text) {
    assertThatThrownBy(() -> address(text))
        .isInstanceOfSatisfying(
            ClewError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.E061));
  }

  @Test
  void theTokenIsNotShown() {
    assertThat(address("http://x").toString()).doesNotContain("secret");
  }

  @Property
  void anyTextIsAnAddressOrAnError(@ForAll String text) {
    try {
      assertThat(address(text).base()).isNotNull();
    } catch (ClewError error) {
      assertThat(error.code()).isEqualTo(ErrorCode.E061);
    }
  }
}
