package dev.clew.cli.config;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.doctor.Check;
import dev.clew.doctor.Check.Verdict;
import dev.clew.runs.JsonFields;
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

  DoctorPrinter(RecordingFactory sessions) {
    this.out = sessions.context().out();
    this.palette = sessions.options().palette(sessions.context());
    this.json = sessions.options().json();
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
    JsonOutput.objects(
        out,
        checks,
        (generator, check) -> {
          generator.writeStringField("check", check.name());
          generator.writeStringField("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
          generator.writeStringField("detail", check.detail());
          JsonFields.text(generator, "advice", check.advice());
        });
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
