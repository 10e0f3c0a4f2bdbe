package dev.clew.cli.config;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.doctor.Check;
import dev.clew.doctor.Check.Verdict;
import dev.clew.telemetry.delivery.Probe;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Prints checks, one a line, with what to do about those that did not go well.
final class DoctorPrinter {
  private final PrintStream out;
  private final Palette palette;
  private final boolean json;

  DoctorPrinter(PrintStream out, Palette palette, boolean json) {
    this.out = out;
    this.palette = palette;
    this.json = json;
  }

  /// The outcome of a marker as a check.
  static Check check(Probe.Result result) {
    String problem = result.problem();
    String target =
        result.target().endpoint().getScheme() + "://" + result.target().endpoint().getAuthority();
    return problem == null
        ? new Check(
            result.signal().label(),
            Verdict.OK,
            "confirmed by " + target + " in " + Durations.text(result.roundTrip().toNanos()),
            "")
        : new Check(
            result.signal().label(),
            Verdict.FAIL,
            target + ": " + problem,
            "check endpoint, protocol and headers with clew config");
  }

  /// Prints the checks.
  ///
  /// @return whether none failed
  boolean print(List<Check> checks) {
    if (json) {
      json(checks);
    } else {
      checks.forEach(this::line);
    }
    out.flush();
    return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAIL);
  }

  private void line(Check check) {
    String word = String.format(Locale.ROOT, "%-5s", word(check.verdict()));
    out.print(
        colored(check.verdict(), word)
            + " "
            + String.format(Locale.ROOT, "%-14s", check.name())
            + TerminalText.plain(check.detail())
            + "\n");
    if (!check.advice().isEmpty()) {
      out.print("        → " + TerminalText.plain(check.advice()) + "\n");
    }
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case OK -> "ok";
      case WARN -> "warn";
      case FAIL -> "FAIL";
      case SKIPPED -> "-";
    };
  }

  private void json(List<Check> checks) {
    try (JsonOutput output = new JsonOutput(out)) {
      output.line(
          generator -> {
            generator.writeStartArray();
            for (Check check : checks) {
              generator.writeStartObject();
              generator.writeStringField("check", check.name());
              generator.writeStringField(
                  "verdict", check.verdict().name().toLowerCase(Locale.ROOT));
              generator.writeStringField("detail", check.detail());
              if (!check.advice().isEmpty()) {
                generator.writeStringField("advice", check.advice());
              }
              generator.writeEndObject();
            }
            generator.writeEndArray();
          });
    }
  }

  private String colored(Check.Verdict verdict, String text) {
    return switch (verdict) {
      case OK -> palette.green(text);
      case WARN -> palette.yellow(text);
      case FAIL -> palette.red(text);
      case SKIPPED -> palette.dim(text);
    };
  }
}
