package dev.clew.cli.workflow;

import dev.clew.agent.PermissionRule.Effect;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.permission.RememberedPermission;
import dev.clew.permission.RememberedPermissions;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.time.EpochNanos;
import java.util.List;
import java.util.function.UnaryOperator;

/// Prints what the user has decided for good about tools of agents.
final class PermissionsPrinter {
  private static final int RULE = 1;

  private final RecordingFactory sessions;
  private final CliContext context;

  PermissionsPrinter(RecordingFactory sessions) {
    this.sessions = sessions;
    this.context = sessions.context();
  }

  static RememberedPermissions remembered(RecordingFactory sessions) {
    CliContext context = sessions.context();
    return new RememberedPermissions(
        context.home().permissions(), context.clock(), UnaryOperator.identity());
  }

  void list() {
    List<RememberedPermission> all = remembered(sessions).all();
    if (sessions.options().json()) {
      JsonOutput.objects(
          context.out(),
          all,
          (json, each) -> {
            json.writeStringField("id", each.id());
            json.writeStringField("decision", each.effect().label());
            json.writeStringField("tool", each.tool());
            if (each.subject() != null) {
              json.writeStringField("subject", each.subject());
            }
            json.writeStringField("workspace", each.workspace());
            json.writeStringField("decided", each.decided().toString());
          });
    } else if (all.isEmpty()) {
      context.say("nothing is decided for good: an agent asks for what its rules leave open");
    } else {
      table(all);
    }
  }

  private void table(List<RememberedPermission> all) {
    var table = new Table(List.of(false, false, false, true), RULE);
    table.add("ID", "DECISION", "WORKSPACE", "DECIDED");
    for (RememberedPermission each : all) {
      table.add(
          each.shortId(),
          TerminalText.plain(each.rule()),
          TerminalText.plain(each.workspace()),
          Durations.ago(context.nowNanos() - EpochNanos.of(each.decided())));
    }
    Palette palette = sessions.options().palette(context);
    context
        .lines(
            table,
            (row, column, cell) -> {
              if (row == 0) {
                return palette.dim(cell);
              }
              if (column != RULE) {
                return cell;
              }
              return all.get(row - 1).effect() == Effect.ALLOW
                  ? palette.green(cell)
                  : palette.red(cell);
            })
        .forEach(line -> context.out().print(line + "\n"));
  }
}
