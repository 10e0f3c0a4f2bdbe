package dev.clew.cli.look;

import dev.clew.cli.frame.Since;
import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.PatternError;
import dev.clew.record.Level;
import dev.clew.runs.LogQuery;
import dev.clew.runs.RunReference;
import dev.clew.runs.SpanChoice;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Which records `clew logs` shows, and how.
final class LogOptions {
  /// What chooses among the records of a run, which a service's output has none of.
  private static final List<String> RUNS =
      List.of("--run", "--level", "--grep", "--subsystem", "--since", "--span", "--tail", "--utc");

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "A service of a fleet: STACK/SERVICE, or SERVICE where one stack has it.")
  @Nullable String service;

  @Option(names = "--run", paramLabel = "RUN", defaultValue = "", description = RunReference.SYNTAX)
  String run;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is added, until the run ends.")
  boolean follow;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "TRACE",
      description = "The lowest level to show: ${COMPLETION-CANDIDATES}.")
  Level level;

  @Option(names = "--grep", paramLabel = "REGEX", description = "Only texts that match (RE2).")
  @Nullable String grep;

  @Option(
      names = "--subsystem",
      paramLabel = "NAME",
      description = "Only this subsystem, or stdout or stderr.")
  Optional<String> subsystem;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only what is newer: an age such as 5m or 1h30m, or a time (RFC 3339).")
  @Nullable String since;

  @Option(
      names = "--span",
      paramLabel = "ID",
      defaultValue = "",
      description = "Only this span, as SPAN or TRACE:SPAN; the first characters suffice.")
  String span;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "Only the last N of what is there.")
  @Nullable Integer tail;

  @Option(names = "--utc", description = "Times in UTC, in place of local ones (TZ).")
  boolean utc;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  boolean noPager;

  OptionalInt tail() {
    return tail == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, tail));
  }

  LogQuery query(Clock clock) {
    return new LogQuery(
        level,
        Optional.ofNullable(grep).map(this::pattern),
        subsystem,
        Optional.ofNullable(since)
            .map(text -> Since.option(command, "--since", text, clock))
            .orElse(0L),
        SpanChoice.of(span));
  }

  /// The service, where no option is about the records of runs.
  String ofService() {
    RUNS.stream()
        .filter(command.commandLine().getParseResult()::hasMatchedOption)
        .findFirst()
        .ifPresent(
            name -> {
              throw wrong(name + " is for runs; a service takes --follow and --server");
            });
    return Objects.requireNonNull(service);
  }

  private LinearPattern pattern(String regex) {
    try {
      return LinearPattern.compile(regex);
    } catch (PatternError e) {
      throw wrong("--grep: " + e.reason());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
