package dev.clew.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every command takes.
public final class GlobalOptions {
  @Option(names = "--debug", description = "Record and show everything.")
  boolean debug;

  @Option(names = "--log-level", paramLabel = "LEVEL", description = "debug, info, warn or error.")
  @Nullable String logLevel;

  @Option(
      names = {"-v", "--verbose"},
      description = "Short for --log-level debug.")
  boolean verbose;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
  @Nullable Path config;

  @Option(names = "--color", paramLabel = "WHEN", description = "auto, always or never.")
  ColorMode color = ColorMode.AUTO;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json.")
  OutputFormat output = OutputFormat.TEXT;

  @Option(names = "--profile", paramLabel = "NAME", description = "dev or production.")
  @Nullable String profile;

  /// The colours of standard output.
  Palette palette(CliContext context) {
    return Palette.of(color, context.env(), context.outIsTerminal());
  }

  boolean json() {
    return output == OutputFormat.JSON;
  }
}
