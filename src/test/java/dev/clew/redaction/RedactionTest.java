package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pattern.LinearPattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction =
      new Redaction(List.of(LinearPattern.compile("ACME-[0-9]{6}")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:SECRETsecret@example.com/x",
        "Authorization: Bearer SECRETsecret12345",
        "token=SECRETsecret",
        "DB_PASSWORD=SECRETsecret",
        "my.api-key: SECRETsecret",
        "AKIASECRETSECRETSECR",
        "ghp_SECRETsecret0123456789SECRETsecret0123",
        "glpat-SECRETsecret0123456789",
        "xoxb-SECRETsecret-0123456789",
        "npm_SECRETsecret0123456789SECRETsecret0123",
        "sk-ant-SECRETsecret0123456789",
        "eyJSECRETsecret.eyJSECRETsecret.SECRETsecret",
        "-----BEGIN RSA PRIVATE KEY-----\nSECRETsecret",
        "https://SECRETsecret@example.com/x",
        "postgres://app:SECRET@secret@db:5432/app",
        "authorization: Basic SECRET secret",
        "curl -H 'Authorization: token SECRETsecret'",
        "{\"access_token\": \"SECRET secret\", \"expires\": 3600}",
        "{\\\"password\\\":\\\"SECRETsecret\\\"}",
        "password := SECRETsecret",
        "+ login --user me --api-key SECRETsecret",
        "\u001b[1mghp_SECRETsecret0123456789SECRETsecret0123\u001b[0m",
        "-----BEGIN PRIVATE KEY-----\\nSECRET\\n-----END PRIVATE KEY-----",
      })
  void credentialsDisappear(String text) {
    assertThat(redaction.text("before " + text))
        .startsWith("before ")
        .contains(Redaction.MARK)
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compiling token.c",
        "https://example.com:8080/path?x=1",
        "the secret garden",
        "sk-short",
        "make -j4 all",
        "tokens: 12 of 40 used",
        "bearer authentication is required",
        "git clone ssh://git@example.com/x.git",
        "if (token == other) return;",
        "task-0123456789012345678901234567890123456789",
        "key: value",
        "password=",
        "-----BEGIN CERTIFICATE-----",
        "café: naïve = déjà vu",
        "see https://example.com/a:b@c",
        "random_password.db_password: Creation complete after 0s [id=none]",
        "random_password.db_password: Refreshing state... [id=none]",
        "module.db.random_password.master_password: Still creating... [10s elapsed]",
        "aws_ssm_parameter.api_token: Modifications complete after 1s [id=/prod/token]",
        "random_password.db_password: Destruction complete after 0s",
        "kubernetes_secret.db_password: Provisioning with 'local-exec'...",
      })
  void harmlessTextStays(String text) {
    assertThat(redaction.text(text)).isEqualTo(text);
  }

  @Test
  void theValueAfterASecretOptionDisappears() {
    assertThat(redaction.arguments(List.of("curl", "--token", "abc", "-x", "ACME-123456")))
        .containsExactly("curl", "--token", Redaction.MARK, "-x", Redaction.MARK);
  }

  @Test
  void valuesBehindTheKeysOfRcloneDisappear() {
    String command =
        "rclone config create box sftp user joe pass two pass2 words https://u:pw@h/ key x";
    assertThat(redaction.text("+ " + command + " && echo pass by"))
        .isEqualTo(
            "+ rclone config create box sftp user joe pass [REDACTED] pass2 [REDACTED]"
                + " https://[REDACTED]@h/ key [REDACTED] && echo pass by");
    assertThat(
            redaction.arguments(
                List.of(
                    "rclone", "config", "create", "pass", "sftp", "pass", "two words", "x", "y")))
        .containsExactly(
            "rclone", "config", "create", "pass", "sftp", "pass", Redaction.MARK, "x", "y");
    for (String harmless :
        List.of(
            "Run rclone config to set the password of the remote",
            "rclone config create box sftp pass $BOX_PASS",
            "git config user.name pass",
            "the config create step has a key there")) {
      assertThat(redaction.text(harmless)).isEqualTo(harmless);
    }
  }

  @Test
  void whatFollowsASecretStays() {
    assertThat(redaction.text("a token=x&b=1 ghp_abcdefghij0123456789 c https://u:p@h/ d"))
        .isEqualTo("a token=[REDACTED]&b=1 [REDACTED] c https://[REDACTED]@h/ d");
    assertThat(redaction.text("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- after"))
        .isEqualTo("[REDACTED] after");
  }

  @Test
  void aKeyWhoseBeginningIsCutOffIsNoneOfTheLastLines() {
    assertThat(redaction.lines(List.of("MIIE", "abcd", "-----END RSA PRIVATE KEY-----", "done")))
        .containsExactly("[REDACTED]-----END RSA PRIVATE KEY-----", "done");
    assertThat(redaction.lines(List.of("one", "-----BEGIN PRIVATE KEY-----", "MIIE")))
        .containsExactly("one", "[REDACTED]");
  }

  @Test
  void noLinesAreNotOneEmptyLine() {
    assertThat(redaction.lines(List.of())).isEmpty();
    assertThat(redaction.lines(List.of(""))).containsExactly("");
  }

  @Test
  void hostileTextCostsNoMoreThanOrdinary() {
    for (String piece :
        List.of(
            "sk-",
            "://",
            "token=",
            "eyJ",
            "-----BEGIN ",
            "bearer ",
            "--",
            "a:",
            "cookie: ",
            "token=${",
            "u://a:x/",
            "~",
            "a~",
            "8Q~",
            "-u ",
            "password='",
            "\\\"",
            "<token>",
            "sig=",
            "x: ",
            "-htpasswd ",
            "A_TOKEN_B=",
            "name=token::{{",
            "\"d\":\"" + "aB3".repeat(14) + "\",",
            "| ",
            "echo x|",
            "token=%22",
            "password is ",
            "set token ",
            "a/b@",
            "token:{",
            " /p ",
            "ENV A ",
            ":password>",
            "=\"password\">",
            "--proxy-user,",
            "~FQ",
            "EAA-",
            "ABSK=",
            "=LS0tLS1CRUdJTi",
            "ABSK-EAA=",
            "--- END -----BEGIN RSA PRIVATE KEY-----")) {
      String hostile = piece.repeat((4 << 20) / piece.length());

      assertThat(redaction.text(hostile)).isNotEmpty();
    }
  }
}
