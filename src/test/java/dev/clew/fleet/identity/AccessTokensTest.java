package dev.clew.fleet.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.fleet.MemoryBucket;
import dev.clew.fleet.Mirror;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final MemoryBucket bucket = new MemoryBucket();
  private final Random random = new Random(1);
  private final Mirror<AccessToken> kept = new Mirror<>(bucket, AccessToken.class);

  private AccessTokens at(Instant time) {
    return new AccessTokens(kept, Clock.fixed(time, ZoneOffset.UTC), random);
  }

  @Test
  void isGoodForItsIdentityAndRole() {
    AccessTokens.Issued issued = at(NOW).issue("ci", Role.OPERATE, null, Caller.LOCAL);

    assertThat(at(NOW).caller("Bearer " + issued.text())).contains(new Caller("ci", Role.OPERATE));
    assertThat(bucket.get(issued.token().id()).map(each -> new String(each.value())))
        .get()
        .asString()
        .doesNotContain(issued.text().substring("clew_".length() + 13));
    assertThat(issued).asString().doesNotContain(issued.text());
  }

  @Test
  void anotherSecretIsRefused() {
    AccessTokens.Issued issued = at(NOW).issue("ci", Role.VIEW, null, Caller.LOCAL);
    String text = issued.text();
    char last = text.charAt(text.length() - 2);
    String wrong =
        text.substring(0, text.length() - 2)
            + (last == 'a' ? 'b' : 'a')
            + text.substring(text.length() - 1);

    assertThat(at(NOW).caller("Bearer " + wrong)).isEmpty();
    assertThat(at(NOW).caller(text)).isEmpty();
    assertThat(at(NOW).caller(null)).isEmpty();
  }

  @Test
  void expires() {
    AccessTokens.Issued issued = at(NOW).issue("ci", Role.VIEW, Duration.ofHours(1), Caller.LOCAL);

    assertThat(at(NOW.plusSeconds(3599)).caller("Bearer " + issued.text())).isPresent();
    assertThat(at(NOW.plusSeconds(3600)).caller("Bearer " + issued.text())).isEmpty();
  }

  @Test
  void isRevokedByIdAndByIdentity() {
    AccessTokens.Issued one = at(NOW).issue("ci", Role.VIEW, null, Caller.LOCAL);
    AccessTokens.Issued other = at(NOW).issue("ops", Role.ADMIN, null, Caller.LOCAL);
    AccessTokens.Issued third = at(NOW).issue("ops", Role.VIEW, null, Caller.LOCAL);

    assertThat(at(NOW).revoke(one.token().id())).hasSize(1);
    assertThat(at(NOW).revoke("ops")).hasSize(2);

    for (AccessTokens.Issued each : new AccessTokens.Issued[] {one, other, third}) {
      assertThat(at(NOW).caller("Bearer " + each.text())).isEmpty();
    }
    assertThatThrownBy(() -> at(NOW).revoke("ops")).isInstanceOf(ClewError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local", "system", "a b", "a\u001b[31m", "../x", "ä"})
  void whatIsNoIdentityGetsNone(String identity) {
    assertThatThrownBy(() -> at(NOW).issue(identity, Role.VIEW, null, Caller.LOCAL))
        .isInstanceOf(ClewError.class);
  }

  @Test
  void rolesAllowWhatThoseBeforeAllow() {
    new Caller("a", Role.ADMIN).require(Role.OPERATE, "this");
    new Caller("a", Role.OPERATE).require(Role.OPERATE, "this");
    assertThatThrownBy(() -> new Caller("a", Role.VIEW).require(Role.OPERATE, "draining"))
        .hasMessageContaining("a has the role view; draining needs operate");
  }
}
