package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.redaction.InventedSecrets.Invented;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Secrets of all kinds in all places, and what builds print that holds none.
class SecretCorpusTest {
  private final List<String> recorded = new ArrayList<>();
  private final Redaction redaction = new Redaction(List.of());

  private final OutputSink sink =
      new OutputSink() {
        @Override
        public void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
          recorded.add(new String(text, from, to - from, StandardCharsets.UTF_8));
          recorded.add(original == null ? "" : new String(original, StandardCharsets.UTF_8));
        }

        @Override
        public OutputSink of(SpanContext span) {
          return this;
        }

        @Override
        public void flush() {}
      };

  private List<String> recorded(List<String> lines) {
    recorded.clear();
    LineRedactor redactor = new Redaction(List.of()).lines(sink);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      redactor.line(bytes, 0, bytes.length, true, 1);
    }
    return recorded;
  }

  @Test
  void noInventedSecretIsRecorded() {
    List<Invented> all = InventedSecrets.all();

    assertThat(all).hasSizeGreaterThan(850);
    assertThat(all)
        .allSatisfy(
            each -> {
              assertThat(String.join("\n", recorded(List.of(each.line()))))
                  .doesNotContain(each.secret());
              assertThat(redaction.lines(List.of("x", each.line())))
                  .noneMatch(line -> line.contains(each.secret()));
            });
  }

  @Test
  void whatRealBuildsPrintStays() throws IOException {
    List<String> lines = builds();
    List<String> clean = recorded(lines);

    assertThat(lines).hasSizeGreaterThan(4000);
    assertThat(
            IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).equals(clean.get(2 * i)))
                .mapToObj(lines::get))
        .hasSizeLessThanOrEqualTo(lines.size() / 500);
  }

  private static List<String> builds() throws IOException {
    try (InputStream in = SecretCorpusTest.class.getResourceAsStream("/redaction/builds.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void valuesOverSeveralLines() {
    for (String text :
        List.of(
            "password: |\n  SECRETblock\n  SECRETmore\nx: y",
            "password: >-\n    SECRETblock\n\n    SECRETmore",
            "password:\n  SECRETnext",
            "login --password \\\n  SECRETnext",
            "key = \"\"\"\n",
            "  password: Some(\n      \"SECRETnext\",\n  ),",
            "token = '''SECRET\nSECRET\n'''",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nSECRET\n",
            "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nSECRET\n",
            "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\nSECRETSECRET\n")) {
      assertThat(String.join("\n", recorded(text.lines().toList())))
          .as(text)
          .doesNotContain("SECRET");
      assertThat(redaction.text(text)).as(text).doesNotContain("SECRET");
    }
    assertThat(recorded("password: |\n  x\nname: y".lines().toList())).contains("name: y");
  }

  @Test
  void whatTheAttackAfterIssue13Found() {
    String pem = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEabcdefghijklmnopqrstuvwxyz0123456789";
    String encoded = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.ISO_8859_1));
    for (String text :
        List.of(
            "  - name: DB_PASSWORD\n    value: @@",
            "\"name\": \"DB_PASSWORD\",\n\"value\": \"@@\"",
            "  ~ admin_password   = \"old1\" -> \"@@\"",
            "mvn -Dsonar.login=@@ sonar:sonar",
            "SSHPASS=@@",
            "supabase login sbp_" + "0a@@".repeat(3),
            "using cfut_" + "0a@@".repeat(3),
            "GH_PAT=@@",
            "aws secretsmanager put-secret-value --secret-string @@",
            "password    @@",
            "db.password\t@@",
            "The admin password is: @@",
            "A temporary password is generated for root@localhost: @@",
            "Use the following password to proceed to installation:\n\n@@",
            "CREATE USER x IDENTIFIED WITH mysql_native_password BY '@@'",
            "openssl enc -k @@ -in x",
            "https://api.telegram.org/bot123456789:AA" + "@@".repeat(2) + "abc1/sendMessage",
            "at ATATT" + "3" + "@@".repeat(10) + "=1A2B3C4D")) {
      assertThat(String.join("\n", recorded(text.replace("@@", HIDDEN).lines().toList())))
          .as(text)
          .doesNotContain(HIDDEN);
    }
    assertThat(recorded(List.of("tls.key: " + encoded, "see " + encoded)))
        .noneMatch(line -> line.contains("LS0t"));
  }

  private static final String HIDDEN = "k7Qd93mXw2Lp8zRt";

  @Test
  void whatTheAttackAfterIssue13FoundHarmless() {
    List<String> lines =
        """
          - name: DB_PASSWORD
            valueFrom:
          - name: DB_PASSWORD
          - name: other
            value: plain1234
        db-password   Opaque   1   5d
        my-token    12345678901234
        The password is: required
        Checking the password for root: done
        Reset the password to continue: see https://example.com/a b1
        a = "x" -> "y"
        FAST_PAT=*.java
        name: password
        """
            .lines()
            .toList();
    List<String> clean = recorded(lines);

    assertThat(IntStream.range(0, lines.size()).mapToObj(i -> clean.get(2 * i)))
        .containsExactlyElementsOf(lines);
  }

  @Test
  void privateNumbersOfKeys() {
    String number = "IEHYchDI8VL6FIRplevnGiBBm9RRSQKtu7O6EDa2cZEhgtdS";
    for (String text :
        List.of(
            "{\"kty\":\"RSA\",\"n\":\"x\",\"d\":\"" + number + "\"}",
            "  \"kty\": \"EC\",\n  \"d\": \"" + number + "\"",
            "<RSAKeyValue><Modulus>x</Modulus><D>" + number + "</D></RSAKeyValue>",
            "\"db_password\": {\n  \"sensitive\": true,\n  \"value\": \"" + number + "\"\n}")) {
      assertThat(String.join("\n", recorded(text.lines().toList())))
          .as(text)
          .doesNotContain(number);
    }
    String path = "{\"path\":{\"d\":\"" + number + "\"}}";
    assertThat(recorded(List.of(path))).contains(path);
  }

  @Test
  void argumentsThatOnlyOthersExplain() {
    assertThat(redaction.arguments(List.of("vault", "login", HIDDEN)))
        .containsExactly("vault", "login", Redaction.MARK);
    assertThat(redaction.arguments(List.of("sh", "-c", "x", "gh", "secret", "set", "A", "b")))
        .containsExactly("sh", "-c", "x", "gh", "secret", "set", "A", "b");
    assertThat(redaction.arguments(List.of("gh", "secret", "set", "A", "--body", HIDDEN, "--repo")))
        .containsExactly("gh", "secret", "set", "A", "--body", Redaction.MARK, "--repo");
    assertThat(redaction.arguments(List.of("sqlplus", "scott/" + HIDDEN + "@db", "x")))
        .containsExactly("sqlplus", "scott/" + Redaction.MARK + "@db", "x");
  }

  @Test
  void namesOfAttributes() {
    String token = "ghp" + "_" + "k7Qd93mXw2Lp8zRt".repeat(2) + "abcd";
    Attributes clean =
        redaction.attributes(Attributes.builder().put("k-" + token, 1L).put("x-1", true).build());

    assertThat(clean.asMap().toString()).doesNotContain(token).contains("x-1");
  }

  @Test
  void whatAStepAsksToMaskIsMaskedFromThenOn() {
    LineRedactor stdout = redaction.lines(sink);
    LineRedactor stderr = redaction.lines(sink);
    for (String line : List.of("::add-mask::blue 42%25", "it is blue 42% here")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      stdout.line(bytes, 0, bytes.length, true, 1);
      stderr.line(bytes, 0, bytes.length, true, 1);
    }

    assertThat(recorded).noneMatch(line -> line.contains("blue"));
    assertThat(redaction.text("blue 42%")).isEqualTo(Redaction.MARK);
    assertThat(redaction.arguments(List.of("a", "blue 42%"))).containsExactly("a", Redaction.MARK);
  }

  @Test
  void aKeyInTheLastLinesWithNeitherBeginningNorEnd() {
    String middle = "MIIEabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWX";
    assertThat(redaction.lines(List.of(middle, middle, "Qf3=", "done")))
        .containsExactly(Redaction.MARK, Redaction.MARK, Redaction.MARK, "done");
    List<String> certificate = List.of("-----BEGIN CERTIFICATE-----", middle, middle);
    assertThat(redaction.lines(certificate)).isEqualTo(certificate);
  }

  @Test
  void argumentsOfKnownPrograms() {
    assertThat(redaction.arguments(List.of("sudo", "curl", "-u", "a:b", "-ua:b", "-u", "a")))
        .containsExactly("sudo", "curl", "-u", Redaction.MARK, "-u[REDACTED]", "-u", "a");
    assertThat(redaction.arguments(List.of("/usr/bin/mysql", "-pX", "-p", "db")))
        .containsExactly("/usr/bin/mysql", "-p[REDACTED]", "-p", "db");
    assertThat(redaction.arguments(List.of("docker", "run", "-p", "80:80")))
        .containsExactly("docker", "run", "-p", "80:80");
    assertThat(redaction.arguments(List.of("docker", "login", "-p", "X")))
        .containsExactly("docker", "login", "-p", Redaction.MARK);
    assertThat(redaction.arguments(List.of("x", "--password=two words", "DB_PASSWORD=two words")))
        .containsExactly("x", "--password=[REDACTED]", "DB_PASSWORD=[REDACTED]");
  }

  @Test
  void lookAlikesStay() {
    List<String> lines =
        """
        Unexpected token: punc (})
        test_password: ok
        test a::token::b ... ok
        password: string;
        token = next(it)
          password?: string | undefined,
          --password string   Password
        const token = await getToken()
        this.token=e,this.x=n
        password: must be at least 8 characters
        PASSWORD=$DB_PASSWORD
        password: ${{ secrets.X }}
        docker run -p 80:80 nginx
        PWD=/builds/x
        Enter password:
        Login succeeded
        private_key: /etc/ssl/x.pem
        + password = (sensitive value)
        for (Pattern secret : patterns) {
        password is required
        The password is at least 8 characters long
        | password | varchar(255) |
        | token | string | yes |
        | api_key | sha256-based |
        \u2502 password \u2502 varchar(255) \u2502
        ENV TOKEN_URL https://example.com/a1B2c3D4
        ENV SECRET_KEY must be set
        ENV PATH /opt/Java25/bin
        wrote scott/tiger@2x.png
        uses: actions/checkout@v4
        docker pull me/app1Build@sha256:0123456789abcdef
        {"d":"c29tZXRoaW5nIHZlcnkgbG9uZyB0aGF0IGlzIG5vIGtleSBhdCBhbGw4"}
        <d>M10 10 L20 20</d>
        echo "hello World1" | tee out.txt
        cargo login failed
        run vault login first
        set password for user
        set token expiry 30d
        git config user.name Joe
        htpasswd file1 was written
        PASS: test_base64_2
        pass: 12
        TOKEN_EXPIRES_AT=2026-01-01T00:00:00Z
        X_TOKEN_URL=https://Example1.com/
        TOKEN_TYPE_NAME=BearerToken2
        SecretId: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf
        <string name="password">Password</string>
        <string name="enter_password">Enter your password</string>
        assertEquals("password", "expected")
        "password": {"type": "string", "value": "must be set"}
        src/main.c:1234:warning:unused:variable
        12:34:56:789:abc
        token Parser2
        net use z: /user:joe *
        ls /p x
        https://example.com/@scope/name1A@2.0
        The token is a JWT
        Your access token is invalid.
        pass=12
        1 pass=Example
        task /rp x
        joe@tcp(db:3306)/x
        Unseal Key 1 of 3 was given
        security find-identity -p codesigning
        subscription key: none
        """
            .lines()
            .toList();
    List<String> clean = recorded(lines);

    assertThat(IntStream.range(0, lines.size()).mapToObj(i -> clean.get(2 * i)))
        .containsExactlyElementsOf(lines);
  }
}
