package dev.clew.fleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.job.HealthCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackFileTest {
  @TempDir Path directory;

  private Stack read(String text) {
    try {
      Path file = directory.resolve("shop.toml");
      Files.writeString(file, text);
      return StackFile.read(file, Map.of("KEY", "s3cret"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everythingThatAServiceHas() {
    Stack stack =
        read(
            """
            name = "shop-2"

            [services.api]
            command = ["api", "--serve"]
            image = "api:1"
            replicas = 3
            environment = { LEVEL = "info", PASSWORD = "x${KEY}y", WORKERS = 4 }
            directory = "/srv"
            ports = [9000, 9001]
            expose = 8080
            placement = { role = "web" }
            stop_timeout = "30s"
            health = { http = "/health", interval = "1s", timeout = "500ms", failures = 5, grace = "1m" }
            update = { parallel = 2, order = "stop-first" }
            """);

    assertThat(stack.name()).isEqualTo("shop-2");
    Service api = stack.services().get("api");
    assertThat(api)
        .isEqualTo(
            new Service(
                List.of("api", "--serve"),
                "api:1",
                3,
                Map.of("LEVEL", "info", "PASSWORD", "xs3crety", "WORKERS", "4"),
                "/srv",
                List.of(9000, 9001),
                8080,
                Map.of("role", "web"),
                new HealthCheck(HealthCheck.Kind.HTTP, "/health", List.of(), 1000, 500, 5, 60_000),
                new UpdatePolicy(2, UpdatePolicy.Order.STOP_FIRST),
                30_000));
    assertThat(FleetJson.read(FleetJson.bytes(stack), Stack.class)).isEqualTo(stack);
  }

  @Test
  void whatIsUsualNeedsNotBeSaid() {
    Service api = read("[services.api]\ncommand = \"exec api | tee log\"\n").services().get("api");

    assertThat(api.command()).containsExactly("/bin/sh", "-c", "exec api | tee log");
    assertThat(api.replicas()).isEqualTo(1);
    assertThat(api.update()).isEqualTo(UpdatePolicy.USUAL);
    assertThat(api.health()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replica = 2                        | 3:1: unknown key replica; do you mean replicas?
          replicas = -1                      | 3:1: replicas
          replicas = "2"                     | 3:1: replicas
          replicas = 6000                    | 3:1: replicas
          ports = [0]                        | 3:1: ports has to be an array of numbers from 1 to 65535
          expose = 70000                     | 3:1: expose
          environment = { A = "${NOPE}" }    | NOPE is not set here
          environment = { "A B" = "x" }      | A B is no name of a variable
          environment = { A = [1] }          | A has to be a text
          health = { http = "health" }       | http has to be a path
          health = { tcp = true, http = "/" }| a health check has one of http, tcp and command
          health = { tcp = false }           | tcp has to be true
          health = { htp = "/" }             | unknown key htp; do you mean http?
          update = { order = "both" }        | order
          stop_timeout = "soon"              | stop_timeout
          image = "--privileged"             | image is no name of an image
          """)
  void aMistakeIsShownAtItsPlace(String line, String message) {
    assertThatThrownBy(() -> read("[services.api]\ncommand = \"true\"\n" + line + "\n"))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining(message)
        .hasMessageContaining("shop.toml:3:")
        .extracting(e -> ((ClewError) e).code())
        .isEqualTo(ErrorCode.E132);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = "Shop"          | "Shop" is no name of a stack
          [services.a_b]         | "a_b" is no name of a service
          [services.api]         | a service needs a command or an image
          [service.api]          | unknown key service; do you mean services?
          title = "x"            | unknown key title
          """)
  void aStackThatIsNone(String text, String message) {
    assertThatThrownBy(() -> read(text + "\n")).hasMessageContaining(message);
  }

  @Test
  void severalMistakesAreShownAtOnceInTheOrderOfTheFile() {
    assertThatThrownBy(() -> read("[services.b]\nreplica = 1\n[services.a]\nport = 1\n"))
        .message()
        .satisfies(
            text ->
                assertThat(text.indexOf("replica;"))
                    .isPositive()
                    .isLessThan(text.indexOf("port;")));
  }

  @Test
  void whatAClientMadeUpIsRefusedAsWell() {
    var service = read("[services.api]\ncommand = \"true\"\n").services().get("api");

    assertThatThrownBy(() -> new Stack("a/b", Map.of("api", service)).checked())
        .hasMessageContaining("\"a/b\" is no name of a stack");
    assertThatThrownBy(() -> new Stack("a", Map.of("b.>", service)).checked())
        .hasMessageContaining("\"b.>\" is not sound");
    var large = Map.of("A", "x".repeat(100_000));
    assertThatThrownBy(
            () ->
                new Stack(
                        "a",
                        Map.of(
                            "b",
                            new Service(
                                service.command(),
                                null,
                                1,
                                large,
                                null,
                                List.of(),
                                0,
                                Map.of(),
                                null,
                                UpdatePolicy.USUAL,
                                0)))
                    .checked())
        .hasMessageContaining("larger than 96 KiB");
  }

  @Test
  void aDifferenceNamesWhatChangesAndNoValueThatMayBeSecret() {
    Stack old = read("[services.api]\ncommand = \"a\"\nenvironment = { TOKEN = \"hush1\" }\n");
    Stack next =
        read(
            """
            [services.api]
            command = "a"
            replicas = 2
            environment = { TOKEN = "hush2", MORE = "x" }
            [services.cron]
            command = "b"
            """);

    StackDiff diff = StackDiff.between(old, next);

    assertThat(diff.services())
        .extracting(StackDiff.Entry::service, StackDiff.Entry::kind)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("api", StackDiff.Kind.CHANGE),
            org.assertj.core.api.Assertions.tuple("cron", StackDiff.Kind.ADD));
    assertThat(diff.services().getFirst().details())
        .containsExactly("replicas 1 -> 2", "environment MORE added", "environment TOKEN changed");
    assertThat(diff.toString()).doesNotContain("hush");
    assertThat(StackDiff.between(next, next).isEmpty()).isTrue();
    assertThat(StackDiff.between(next, old).services().get(1).kind())
        .isEqualTo(StackDiff.Kind.REMOVE);
  }

  @Test
  void moreReplicasOrAnotherPolicyReplaceNothing() {
    Service api = read("[services.api]\ncommand = \"a\"\n").services().get("api");
    Service more =
        read("[services.api]\ncommand = \"a\"\nreplicas = 9\nupdate = { parallel = 3 }\n")
            .services()
            .get("api");
    Service other =
        read("[services.api]\ncommand = \"a\"\nenvironment = { A = \"1\" }\n")
            .services()
            .get("api");

    assertThat(more.digest()).isEqualTo(api.digest());
    assertThat(other.digest()).isNotEqualTo(api.digest());
  }
}
