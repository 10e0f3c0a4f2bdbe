package dev.clew.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every command takes.
public final class GlobalOptions {
  @Option(names = "--debug", description = "Record and show everything.")
  boolean debug;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "Clew's own log: debug, info, warn or error (default: warn).")
  @Nullable String logLevel;

  @Option(
      names = {"-v", "--verbose"},
      description = "Short for --log-level debug.")
  boolean verbose;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; in place of the project's clew.toml.")
  @Nullable Path config;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "Colours: auto, always or never (default: auto).")
  ColorMode color = ColorMode.AUTO;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Print results as text or json (default: text).")
  OutputFormat output = OutputFormat.TEXT;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "dev: workflows and daemons export only when asked to; production (default).")
  @Nullable String profile;

  /// The colours of standard output.
  Palette palette(CliContext context) {
    return Palette.of(color, context.env(), context.outIsTerminal());
  }

  boolean json() {
    return output == OutputFormat.JSON;
  }
}
