package dev.clew.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program;
import dev.clew.functional.Program.Ended;
import dev.clew.functional.Serve;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a command to the store and back, and over a restart.
class ServeRoundTripTest {
  private static final String RUN = "0123456789abcdef";

  @TempDir Path home;

  @Test
  void aRunComesBackFromTheServer() throws IOException, InterruptedException {
    Program clew = new Program(home).with("CLEW_RUN_ID", RUN);
    try (Serve serve = Serve.start(clew)) {
      Ended ran =
          new Program(home)
              .with("CLEW_RUN_ID", RUN)
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + serve.otlp().getFirst())
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
              .run("run", "--name", "round-trip", "--", "sh", "-c", "echo word >&2; exit 7");

      assertThat(ran.code()).isEqualTo(7);
      assertThat(clew.runFiles()).isEmpty();
      assertInspected(serve);
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("Exception", "error: [E");
    }
    try (Serve again = Serve.start(clew)) {
      assertInspected(again);
      assertThat(again.end()).isZero();
    }
  }

  private void assertInspected(Serve serve) {
    Ended inspected =
        new Program(home).run("inspect", RUN, "--server", "http://127.0.0.1:" + serve.port());
    assertThat(inspected.code()).as(inspected.err()).isZero();
    assertThat(inspected.text()).contains("run " + RUN, "round-trip", "failed (7)");
  }
}
