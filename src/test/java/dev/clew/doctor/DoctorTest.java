package dev.clew.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Flags;
import dev.clew.config.Home;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.doctor.Check.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path root;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void aNewHomeWithoutABackendIsHealthy() {
    List<Check> checks = check();

    assertThat(checks).noneMatch(check -> check.verdict() == Verdict.FAIL);
    assertThat(named(checks, "home").detail()).endsWith("(not made yet)");
    assertThat(named(checks, "endpoint").verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(named(checks, "nats").verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void aWrongSettingIsNamedAndTheRestIsChecked() {
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense");

    List<Check> checks = check();

    assertThat(named(checks, "configuration").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(named(checks, "configuration").detail()).contains("[E010]");
    assertThat(named(checks, "home").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void anEndpointIsTriedOnce() throws IOException {
    int closed;
    try (ServerSocket backend = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = backend.getLocalPort();
      environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + closed);
      assertThat(named(check(), "endpoint").verdict()).isEqualTo(Verdict.OK);
    }

    Check refused = named(check(), "endpoint");

    assertThat(refused.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(refused.detail()).contains("127.0.0.1:" + closed);
    assertThat(refused.advice()).contains("OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  @Test
  void brokenAddressesOfOthersAreNoCrash() {
    environment.put("NATS_URL", "nats://exa mple");
    environment.put("DOCKER_HOST", "tcp://");

    List<Check> checks = check();

    assertThat(named(checks, "nats").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(named(checks, "docker").verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void runsThatWaitAndRunsOfTheFutureAreSaid() throws IOException {
    Path runs = Files.createDirectories(home().runs());
    Path run = Files.writeString(runs.resolve("8b4766a1c2d3e4f5.jsonl"), "{}\n");
    Files.setLastModifiedTime(run, FileTime.from(NOW.plusSeconds(3600)));
    Files.writeString(
        runs.resolve("8b4766a1c2d3e4f5.delivery"), "logs offset=0 confirmed=0 rejected=0 refused=");

    List<Check> checks = check();

    assertThat(named(checks, "delivery").advice()).isEqualTo("clew replay --pending");
    assertThat(named(checks, "clock").verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void aHomeThatOthersMayReadIsSaid() throws IOException {
    Files.createDirectory(
        home().root(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

    assertThat(named(check(), "home").advice()).startsWith("chmod 700");
  }

  private List<Check> check() {
    return new Doctor(home(), environment, Clock.fixed(NOW, ZoneOffset.UTC)).check(this::settings);
  }

  private Settings settings() {
    return new SettingsLoader().load(Flags.NONE, environment, root, root);
  }

  private Home home() {
    return new Home(root.resolve(".clew"));
  }

  private static Check named(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
