package dev.clew.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.console.launch.Launches;
import dev.clew.posix.Descriptor;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.PseudoTerminal;
import dev.clew.posix.Terminal;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunPaging;
import dev.clew.runs.State;
import dev.clew.terminal.FullScreen;
import io.opentelemetry.api.trace.SpanContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The whole console on a pseudo-terminal.
class ConsoleTest {
  private final Libc libc = new Libc();

  /// What a catalog answers.
  private record Catalog(RunPaging pages) implements RunCatalog {
    @Override
    public Listing list(Wanted wanted) {
      throw new AssertionError("all runs are listed");
    }

    @Override
    public RunPaging pages(Predicate<String> wanted) {
      return pages;
    }

    @Override
    public RunHandle find(String prefix) {
      throw new AssertionError(prefix);
    }
  }

  /// What was written on a terminal, and its modes before and after.
  private record Shown(String written, byte[] before, byte[] after) {}

  private interface Session {
    void run(Console console) throws IOException;
  }

  private Shown on(RunPaging pages, InputStream typed, Session session) throws IOException {
    PseudoTerminal pair = PseudoTerminal.open(libc);
    try (Descriptor slave = pair.openSlave(libc)) {
      Terminal terminal = new Terminal(libc, slave);
      terminal.setSize(new Terminal.Size(24, 80));
      byte[] before = terminal.modes();
      StringBuilder written = new StringBuilder();
      CompletableFuture<Void> read = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .start(() -> drain(pair.master().descriptor().input(), written, read));
      var setup =
          new ConsoleSetup(
              new Catalog(pages),
              _ -> true,
              new ConsoleSetup.Workspaces(
                  ConsoleTest::nobodyAsks, ConsoleTest::nobodyAsks, Path.of("/"), Path.of("/")),
              List::of,
              launches(),
              "~/.clew",
              true,
              Clock.systemUTC(),
              Long::toString,
              Trail.none(SpanContext.getInvalid()));
      session.run(new Console(setup, libc, terminal, typed));
      byte[] after = terminal.modes();
      slave.output().write('\u0004');
      read.join();
      return new Shown(written.toString(), before, after);
    }
  }

  private static <T> T nobodyAsks() {
    throw new AssertionError("the workspaces are read");
  }

  private static Launches launches() {
    return new Launches(
        new Launches.Setup(
            List.of(),
            List.of(),
            Map.of(),
            Set.of(),
            Inherited.NOTHING,
            ConsoleTest::nobodyAsks,
            Clock.systemUTC()));
  }

  /// Reads until the mark that follows everything.
  private static void drain(InputStream in, StringBuilder to, CompletableFuture<Void> done) {
    try {
      for (int one = in.read(); one >= 0 && one != 4; one = in.read()) {
        to.append((char) one);
      }
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }

  private static RunPaging.Page page() {
    Run run = Samples.run(1, new State.Ok(), "make", List.of(), List.of());
    return new RunPaging.Page(List.of(run), 1, true);
  }

  private static InputStream keys(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void givesTheTerminalBackAtItsEnd() throws IOException {
    Shown shown = on((_, _) -> page(), keys("?qq"), c -> assertThat(c.run()).isZero());

    assertThat(shown.after()).isEqualTo(shown.before());
    assertThat(shown.written()).startsWith(FullScreen.ENTER).endsWith(FullScreen.LEAVE);
  }

  @Test
  void givesTheTerminalBackWhenItBreaks() throws IOException {
    RunPaging broken =
        (_, _) -> {
          throw new IllegalStateException("broken on purpose");
        };
    PipedInputStream nothing = new PipedInputStream(new PipedOutputStream());
    Shown shown =
        on(
            broken,
            nothing,
            console -> assertThatThrownBy(console::run).hasMessage("broken on purpose"));

    assertThat(shown.after()).isEqualTo(shown.before());
    assertThat(shown.written()).endsWith(FullScreen.LEAVE);
  }

  @Test
  void endsWithItsTerminal() throws IOException {
    on((_, _) -> page(), keys(""), console -> assertThat(console.run()).isEqualTo(129));
  }

  @Test
  void writesOnlyWhatChanges() throws IOException {
    Shown shown = on((_, _) -> page(), keys("jkjkjkjkjkjkq"), Console::run);

    // The name of the program and that of the home, once each.
    assertThat(shown.written().split("clew", -1)).hasSize(3);
    assertThat(shown.written().length()).isLessThan(3000);
  }
}
