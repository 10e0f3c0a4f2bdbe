package dev.clew.cli.look;

import dev.clew.record.Attributes;
import dev.clew.record.SpanEntry.SpanEvent;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import java.util.ArrayList;
import java.util.List;

/// A span's status message and exceptions, a line each; of a failed span also the first lines of
/// the stack traces.
final class SpanStory {
  private SpanStory() {}

  /// @param stack how many lines of a stack trace to show
  static List<String> lines(RunNode node, int stack) {
    List<String> lines = new ArrayList<>();
    boolean failed = node.state() instanceof State.Failed;
    for (SpanEvent exception : node.exceptions()) {
      exception(exception.attributes(), failed ? stack : 0, lines);
    }
    String status = isTold(node) ? "" : node.statusMessage().strip();
    if (!status.isEmpty() && lines.stream().noneMatch(line -> line.contains(status))) {
      lines.addFirst(status);
    }
    return lines.stream().flatMap(String::lines).toList();
  }

  /// Whether the status' message is seen elsewhere: in the state of Clew's own spans, unless a
  /// command could not be started or something else than a command failed; or below one of them,
  /// where it failed for the same reason.
  private static boolean isTold(RunNode node) {
    if (node.kind() == RunNode.Kind.SPAN) {
      return false;
    }
    String error = node.attributes().text("error.type");
    return error.isEmpty()
        || error.equals("timeout")
        || error.chars().allMatch(Character::isDigit)
        || node.children().stream().anyMatch(child -> tells(child, node.statusMessage()));
  }

  private static boolean tells(RunNode node, String message) {
    return node.statusMessage().equals(message)
        || node.children().stream().anyMatch(child -> tells(child, message));
  }

  private static void exception(Attributes exception, int stack, List<String> lines) {
    String type = exception.text("exception.type");
    String message = exception.text("exception.message").strip();
    List<String> trace = exception.text("exception.stacktrace").lines().toList();
    String head = type + (type.isEmpty() || message.isEmpty() ? "" : ": ") + message;
    if (!head.isEmpty()) {
      lines.add(head);
    }
    // Of Java's and others' traces the first line says the same.
    boolean repeats = !trace.isEmpty() && !head.isEmpty() && trace.getFirst().contains(type);
    trace.stream().skip(repeats ? 1 : 0).limit(Math.max(0, stack)).forEach(lines::add);
  }
}
