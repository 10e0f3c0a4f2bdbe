package dev.clew.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Prometheus' own checker. Where it is not installed, nothing is checked, but with `CI=true` it
/// has to be.
public final class Promtool {
  private Promtool() {}

  /// @param said on both streams
  public record Checked(int code, String said) {}

  /// What it says of metrics, a line each.
  public static List<String> lint(String metrics) throws IOException, InterruptedException {
    return run(metrics, "check", "metrics").said().lines().toList();
  }

  public static Checked run(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process promtool;
    try {
      promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      assertThat(System.getenv("CI")).as("promtool is not installed").isNotEqualTo("true");
      return new Checked(0, "");
    }
    try (var in = promtool.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    assertThat(promtool.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Checked(promtool.exitValue(), said);
  }
}
