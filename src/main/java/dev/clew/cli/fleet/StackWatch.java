package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.LogClock;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.client.StackClient;
import java.util.ArrayList;
import java.util.List;

/// Follows how stacks stand until nobody reads any more.
record StackWatch(RecordingFactory sessions, StackTables tables) {
  /// @param stack empty for all
  /// @param shown how they stood when they were shown
  void follow(StackClient client, String stack, List<StackView> shown) {
    var changes = new StackChanges(sessions);
    changes.take(shown);
    List<List<StackView>> last = new ArrayList<>(List.of(shown));
    sessions.context().out().flush();
    client.watch(
        stack,
        stacks -> {
          if (stacks.equals(last.getFirst())) {
            return true;
          }
          last.set(0, stacks);
          if (sessions.options().json()) {
            return tables.output().document(stack.isEmpty() ? stacks : stacks.getFirst());
          }
          List<String> lines = new ArrayList<>();
          changes.tell(stacks, lines::add);
          return lines.stream().map(this::dated).allMatch(tables::told);
        });
  }

  private String dated(String line) {
    CliContext context = sessions.context();
    return LogClock.local(context).text(context.nowNanos()) + "  " + line;
  }
}
