package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What programs say of secrets, and what only looks like a hash or a debug form.
class SpokenOfTest {
  private final Redaction redaction = new Redaction(List.of());

  @Test
  void whatIsSaidOfASecretStays() {
    assertStays(
        """
        Error: error reading password: timeout
        error reading password: inappropriate ioctl for device
        failed to read password: permission denied
        failed to get token: context deadline exceeded
        password: verified successfully
        password: incorrect, try again
        password: reset by admin
        INFO token: cache miss
        WARN token: signature mismatch
        auth: checking token: cached
        token: refreshed after 30s
        token: validated in 3ms
        authorization: required
        authorization: granted
        authorization: failed for joe
        authorization: pending approval
        """);
  }

  @Test
  void whatOnlyLooksLikeAHashOrADebugFormStays() {
    assertStays(
        """
        password: Sensitive [value redacted]
        password: Some(_)
        password: Some(password)
        password: Secret([REDACTED alloc::string::String])
        Config { password: "***" }
        Password:<nil>
        Password:(*string)(0xc000010250)
        echo $1 $2 ${A}x
        awk '{print $2, $6$7}'
        sed 's/^(a)$|$2b$/$1/'
        {SHA} is a scheme of LDAP
        $2b$ and $argon2id$ are schemes of hashes
        MainKt$main$1$invokeSuspend$VeryLongNameOfAnInnerClass1.class
        otpauth://totp/ is a scheme of addresses
        pass = test_base64_2
        the pass = 12
        auth token: is not set here
        """);
  }

  private void assertStays(String lines) {
    assertThat(lines.lines()).allSatisfy(line -> assertThat(redaction.text(line)).isEqualTo(line));
  }

  @Test
  void whatIsRandomIsASecretWhateverIsSaidBefore() {
    assertThat(redaction.text("Error: error reading password: Zk3Wp7Qm2Xs9"))
        .endsWith(": [REDACTED]");
    assertThat(redaction.text("password: reset4me by joe")).doesNotContain("reset4me");
    assertThat(redaction.text("password: cache horse battery")).doesNotContain("horse");
    assertThat(redaction.text("TOTP secret: ZK3W P7QM 2XSA ZK3W")).endsWith(": [REDACTED]");
  }
}
