package dev.clew.cli.frame;

import dev.clew.terminal.ColorMode;
import dev.clew.terminal.Palette;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options that every command takes.
public final class GlobalOptions {
  private final OptionSpec debug =
      OptionSpecs.flag("Record and show everything.", "--debug").build();

  private final OptionSpec logLevel =
      OptionSpecs.value(
              String.class,
              "LEVEL",
              "Clew's own log: debug, info, warn or error (default: warn).",
              "--log-level")
          .build();

  private final OptionSpec verbose =
      OptionSpecs.flag("Short for --log-level debug.", "-v", "--verbose").build();

  private final OptionSpec config =
      OptionSpecs.value(
              Path.class, "FILE", "Settings; in place of the project's clew.toml.", "--config")
          .build();

  private final OptionSpec color =
      OptionSpecs.value(
              ColorMode.class, "WHEN", "Colours: auto, always or never (default: auto).", "--color")
          .build();

  private final OptionSpec output =
      OptionSpecs.value(
              OutputFormat.class,
              "FORMAT",
              "Print results as text or json (default: text).",
              "-o",
              "--output")
          .build();

  private final OptionSpec profile =
      OptionSpecs.value(
              String.class,
              "PROFILE",
              "dev: workflows and daemons export only when asked to; production (default).",
              "--profile")
          .build();

  /// Gives a command these options, and those that ask for help and the version.
  public void addTo(CommandSpec command) {
    for (OptionSpec option :
        List.of(debug, logLevel, verbose, config, color, output, profile, help(), version())) {
      command.addOption(option);
    }
  }

  private static OptionSpec help() {
    return OptionSpecs.flag("Show this help message and exit.", "-h", "--help")
        .usageHelp(true)
        .build();
  }

  private static OptionSpec version() {
    return OptionSpecs.flag("Print version information and exit.", "-V", "--version")
        .versionHelp(true)
        .build();
  }

  /// The options that decide what another command of this program does, as they were given.
  public List<String> again() {
    List<String> words = new ArrayList<>();
    for (OptionSpec flag : List.of(debug, verbose)) {
      if (OptionSpecs.isGiven(flag)) {
        words.add(flag.longestName());
      }
    }
    for (OptionSpec option : List.of(logLevel, config, profile)) {
      if (option.getValue() != null) {
        words.add(option.longestName() + "=" + option.getValue());
      }
    }
    return words;
  }

  public boolean debug() {
    return OptionSpecs.isGiven(debug);
  }

  @Nullable String logLevel() {
    return logLevel.getValue();
  }

  boolean verbose() {
    return OptionSpecs.isGiven(verbose);
  }

  @Nullable
  public Path config() {
    return config.getValue();
  }

  @Nullable String profile() {
    return profile.getValue();
  }

  ColorMode color() {
    ColorMode mode = color.getValue();
    return mode == null ? ColorMode.AUTO : mode;
  }

  /// The colours of standard output.
  public Palette palette(CliContext context) {
    return Palette.of(color(), context.env(), context.outIsTerminal());
  }

  /// The colours of standard error.
  public Palette errorPalette(CliContext context) {
    return Palette.of(color(), context.env(), context.errIsTerminal());
  }

  public boolean json() {
    return output.getValue() == OutputFormat.JSON;
  }
}
