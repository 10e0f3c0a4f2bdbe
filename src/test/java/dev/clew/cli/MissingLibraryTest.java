package dev.clew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.frame.ProcessInfo;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library that is missing where Clew runs is said as every error is.
class MissingLibraryTest {
  @TempDir Path home;

  @Test
  void isAnErrorWithACode() {
    Invocation invocation = new Invocation(home);
    ProcessInfo self =
        AllCommands.self(
            _ -> {
              throw new ExceptionInInitializerError(
                  new IllegalArgumentException("Cannot open library: libm.so.6"));
            });

    int code = Cli.execute(invocation.context(), self, "serve");

    assertThat(code).isEqualTo(ErrorCode.E099.exitCode());
    assertThat(invocation.err()).contains("[E099]", "libm.so.6").doesNotContain("\tat ");
  }
}
