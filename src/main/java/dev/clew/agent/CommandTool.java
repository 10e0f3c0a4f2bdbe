package dev.clew.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command whose words come from a template: `{name}` is replaced by the argument of that name,
/// within one word and without a shell. A word that is a placeholder alone becomes as many words as
/// an array has; a word of an argument that is missing is left out.
///
/// @param timeout after which it is ended
public record CommandTool(ToolSpec spec, List<String> template, Duration timeout, Runner runner)
    implements AgentTool {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_-]+)\\}");

  /// Checks it.
  ///
  /// @throws ClewError E118 when the template is empty or has a placeholder that no argument fills
  public CommandTool {
    template = List.copyOf(template);
    if (template.isEmpty()) {
      throw new ClewError(ErrorCode.E118, "tool " + spec.name() + " has no command.");
    }
    for (String word : template) {
      for (Matcher each = PLACEHOLDER.matcher(word); each.find(); ) {
        if (!spec.schema().path("properties").has(each.group(1))) {
          throw new ClewError(
              ErrorCode.E118, "tool " + spec.name() + " has no argument for " + each.group() + ".");
        }
      }
    }
  }

  /// Runs commands.
  public interface Runner {
    /// Runs one to its end.
    ///
    /// @param context of its span
    /// @return its exit code and both its streams
    /// @throws ClewError when it could not be started
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    Ended run(List<String> command, Duration timeout, Context context, Cancellation cancellation);

    /// How a command ended.
    ///
    /// @param code 128+n when it died of signal n, 124 when it took too long
    record Ended(int code, String output) {}
  }

  @Override
  public String pluginType() {
    return "command";
  }

  @Override
  public String subject(ObjectNode arguments) {
    return String.join(" ", command(arguments));
  }

  @Override
  public List<String> origin() {
    List<String> origin = new ArrayList<>(List.of(pluginType()));
    origin.addAll(template);
    return origin;
  }

  @Override
  public List<String> exactly(ObjectNode arguments) {
    return command(arguments);
  }

  @Override
  public Outcome call(ObjectNode arguments, Context context, Cancellation cancellation) {
    Runner.Ended ended = runner.run(command(arguments), timeout, context, cancellation);
    return ended.code() == 0
        ? Outcome.of(ended.output())
        : Outcome.failed("exit code " + ended.code() + "\n" + ended.output());
  }

  List<String> command(ObjectNode arguments) {
    List<String> command = new ArrayList<>();
    for (String word : template) {
      Matcher whole = PLACEHOLDER.matcher(word);
      if (whole.matches() && arguments.path(whole.group(1)).isArray()) {
        arguments.path(whole.group(1)).forEach(each -> command.add(each.asText()));
      } else {
        filled(word, arguments).ifPresent(command::add);
      }
    }
    return command;
  }

  private static Optional<String> filled(String word, ObjectNode arguments) {
    StringBuilder filled = new StringBuilder();
    Matcher each = PLACEHOLDER.matcher(word);
    while (each.find()) {
      JsonNode value = arguments.path(each.group(1));
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      String text = value.isValueNode() ? value.asText() : value.toString();
      each.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return Optional.of(each.appendTail(filled).toString());
  }
}
