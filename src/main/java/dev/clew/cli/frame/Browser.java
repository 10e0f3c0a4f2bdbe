package dev.clew.cli.frame;

import dev.clew.posix.Environ;
import dev.clew.terminal.TerminalText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shows a page in the user's browser: `$BROWSER`, else what the system opens pages with.
public record Browser(Map<String, String> environment) {
  /// Prints an address, for where there is no browser, and opens it.
  ///
  /// @return the exit code
  public static int show(String url, CliContext context) {
    context.out().println(TerminalText.plain(url));
    context.out().flush();
    new Browser(context.env()).open(url);
    return 0;
  }

  /// Nothing happens where there is no browser.
  public void open(String url) {
    String named = environment.getOrDefault("BROWSER", "");
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    String program = named.isEmpty() ? mac ? "open" : "xdg-open" : named.split(":", 2)[0];
    try {
      ProcessBuilder browser =
          new ProcessBuilder(List.of(program, url))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Environ.restore(browser.environment());
      var _ = browser.start();
    } catch (IOException _) {
      // The address has been printed.
    }
  }
}
