package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Completion with TAB in the real shells, on a terminal of their own.
class CompletionTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "bash --noprofile --norc -i @ PS1='rea''dy> '; source <(clew completion bash)",
        "bash --noprofile --norc -i @ PS1='rea''dy> '; . /usr/share/bash-completion/bash_completion; source <(clew completion bash)",
        "zsh -f -i @ PS1='rea''dy> '; autoload -Uz compinit; compinit -u; source <(clew completion zsh)",
        "fish --no-config -i @ function fish_prompt; echo 'rea''dy> '; end; clew completion fish | source",
      })
  void completesOnATerminal(String shell, String setUp) throws Exception {
    String program = shell.substring(0, shell.indexOf(' '));
    assumeTrue(
        isThere(program) && isThere("script") || "true".equals(System.getenv("CI")),
        program + " or script is not there");
    tool("zyx-tool", "echo the tool has $1");
    Files.createSymbolicLink(home.resolve("bin/clew"), Program.path());
    Files.writeString(home.resolve("settings.toml"), "logging.level = 'error'\n");
    Files.createDirectory(home.resolve("where"));
    Program clew =
        new Program(home)
            .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"))
            .with("TERM", "xterm")
            .with("CLEW_PAGER", "cat");
    clew.run("run", "--", "sh", "-c", Program.path() + " step compile-all -- true");
    String run = StepTest.runId(clew);

    try (Terminal terminal = new Terminal(clew, shell)) {
      terminal.type(setUp + "\n").shows("ready> ");
      terminal.type("clew expl\t").shows("clew explain ");
      terminal
          .type("E08\t")
          .shows("E080")
          .type("\n")
          .shows("[E080] Proxy cannot be used")
          .shows("ready> ");
      terminal.type("clew inspect " + run.substring(0, 2) + "\t").shows(run);
      terminal.type("\n").shows("run " + run).shows("ready> ");
      terminal.type("clew step com\t").shows("compile-all");
      terminal.type(" -- echo 'sta'ged\n").shows("staged").shows("ready> ");
      terminal
          .type("clew run -- zyx-\t")
          .shows("zyx-tool")
          .type(" x\n")
          .shows("tool has x")
          .shows("ready> ");
      terminal.type("clew run -C whe\t").shows("where").type(" --na\t").shows("--name");
      terminal.type(" x pwd\n").shows(home.resolve("where").toString()).shows("ready> ");
      terminal.type("clew --config=sett\t").shows("settings.toml");
      terminal.type(" config show logging.l\t").shows("logging.level");
      terminal.type("\n").shows("settings.toml:1").shows("ready> ");
      terminal.type("clew --color=al\t").shows("--color=always");
      terminal.type(" runs --state=ok\t\n").shows(run);
    }
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private void tool(String name, String script) throws IOException {
    Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// A shell on a pseudo-terminal of script(1), whose input is typed.
  private static final class Terminal implements AutoCloseable {
    private static final Pattern CONTROLS =
        Pattern.compile(
            "\\e\\[[0-9;?>=]*[a-zA-Z]|\\e\\].*?(\\a|\\e\\\\)|\\e[()].|\\e[=>]|[\\r\\x08\\a]");

    private final Process process;
    private final StringBuffer shown = new StringBuffer();
    private int seen;

    Terminal(Program program, String shell) throws IOException {
      process =
          program.start(
              List.of("script", "-q", "-e", "-c", "stty cols 200; " + shell, "/dev/null"));
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      byte[] buffer = new byte[8192];
      try (InputStream in = process.getInputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          synchronized (shown) {
            shown.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            shown.notifyAll();
          }
        }
      } catch (IOException closed) {
        shown.append("\nclosed: ").append(closed);
      }
    }

    Terminal type(String keys) throws IOException {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    }

    /// What is shown, without what moves the cursor or colours the text.
    private String screen() {
      return CONTROLS.matcher(shown).replaceAll("");
    }

    /// Waits until a text is shown behind what was waited for before.
    Terminal shows(String text) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      synchronized (shown) {
        while (screen().indexOf(text, seen) < 0) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          assertThat(left).as("\"%s\" behind\n%s", text, screen().substring(seen)).isPositive();
          shown.wait(left);
        }
        seen = screen().indexOf(text, seen) + text.length();
        return this;
      }
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
