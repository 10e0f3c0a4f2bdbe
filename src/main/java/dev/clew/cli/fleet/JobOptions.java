package dev.clew.cli.fleet;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.JobsResource.JobRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a job is done.
final class JobOptions {
  @Option(
      names = {"-C", "--cwd"},
      paramLabel = "DIR",
      description = "Run the command in this directory of the machines.")
  @Nullable String directory;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable for the command; NAME alone takes the value that it has here.")
  List<String> environment = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Send TERM after this time, for each attempt: 90s, 5m.")
  @Nullable Duration timeout;

  @Option(
      names = "--retry",
      paramLabel = "N",
      description = "Try again up to N times where it fails or the machine is lost.")
  int retries;

  @Option(names = "--record-output", description = "Record what the command prints, line by line.")
  boolean record;

  /// @param here the variables of this process
  JobRequest request(String target, List<String> command, Map<String, String> here) {
    return new JobRequest(
        target,
        command,
        environment(environment, here),
        directory,
        timeout == null ? null : timeout.toMillis(),
        retries,
        record,
        null);
  }

  /// Variables as `--env` has them.
  ///
  /// @param here the variables of this process
  static Map<String, String> environment(List<String> pairs, Map<String, String> here) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String each : pairs) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String value = equals < 0 ? here.get(name) : each.substring(equals + 1);
      if (name.isEmpty() || value == null) {
        throw new ClewError(ErrorCode.E001, "--env takes NAME=VALUE, not \"" + each + "\".");
      }
      variables.put(name, value);
    }
    return variables;
  }
}
