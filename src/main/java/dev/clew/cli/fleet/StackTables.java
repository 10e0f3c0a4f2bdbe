package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.api.StackView.ReplicaView;
import dev.clew.fleet.api.StackView.ServiceView;
import dev.clew.fleet.v1.Change;
import dev.clew.fleet.v1.ServiceChange;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.util.List;

/// Prints stacks, how they stand, and what has changed of them.
final class StackTables {
  private final CliContext context;
  private final boolean json;
  private final Palette palette;
  private final FleetTimes times;

  private final FleetOutput output;

  StackTables(RecordingFactory sessions) {
    this.context = sessions.context();
    this.json = sessions.options().json();
    this.palette = sessions.options().palette(context);
    this.output = new FleetOutput(context, palette);
    this.times = new FleetTimes(context);
  }

  /// What a call has changed.
  ///
  /// @param verb apply, rollback, or delete
  /// @param run that it is recorded in
  void change(String verb, Change change, String run) {
    if (json) {
      document(change, false, run);
      return;
    }
    String version = " (version " + change.getVersion() + ")";
    if (change.getUnchanged()) {
      output.line(
          verb.equals("delete")
              ? change.getStack() + " is deleted already" + version
              : change.getStack() + " is unchanged" + version);
      return;
    }
    output.line(change.getStack() + (verb.equals("delete") ? " is deleted" : "") + version);
    details(change);
  }

  /// What a call would change.
  void preview(String stack, Change change) {
    if (json) {
      document(change, true, "");
    } else if (change.getUnchanged()) {
      output.line(stack + " would not change (version " + change.getVersion() + ")");
    } else {
      output.line(stack + " would be version " + (change.getVersion() + 1));
      details(change);
    }
  }

  private void details(Change change) {
    for (ServiceChange each : change.getServicesList()) {
      String service = TerminalText.plain(each.getService());
      String mark =
          switch (each.getKind()) {
            case "add" -> palette.green("+ " + service);
            case "remove" -> palette.red("- " + service);
            case "change" -> palette.yellow("~ " + service);
            default -> palette.dim("= " + service);
          };
      output.line("  " + mark);
      each.getDetailsList().forEach(detail -> output.line("      " + TerminalText.plain(detail)));
    }
  }

  private void document(Change change, boolean dry, String run) {
    JsonOutput.object(
        context.out(),
        to -> {
          to.writeStringField("stack", change.getStack());
          to.writeNumberField("version", change.getVersion());
          to.writeBooleanField("unchanged", change.getUnchanged());
          to.writeBooleanField("dryRun", dry);
          if (!run.isEmpty()) {
            to.writeStringField("run", run);
          }
          to.writeArrayFieldStart("services");
          for (ServiceChange each : change.getServicesList()) {
            to.writeStartObject();
            to.writeStringField("service", each.getService());
            to.writeStringField("kind", each.getKind());
            JsonOutput.texts(to, "details", each.getDetailsList());
            to.writeEndObject();
          }
          to.writeEndArray();
        });
  }

  /// How stacks stand.
  void status(List<StackView> stacks) {
    if (json) {
      var _ = output.document(stacks);
    } else if (stacks.isEmpty()) {
      context.say("no deployments yet: clew apply FILE");
    } else {
      services(stacks);
    }
  }

  /// How a stack stands, with its replicas.
  void status(StackView stack) {
    if (json) {
      var _ = output.document(stack);
      return;
    }
    output.line(
        palette.dim("version")
            + "  "
            + stack.version()
            + (stack.deleted() ? ", deleted" : "")
            + " by "
            + TerminalText.plain(stack.identity())
            + ", "
            + times.ago(stack.applied()));
    if (stack.services().isEmpty()) {
      return;
    }
    services(List.of(stack));
    Table table = new Table(List.of(false, false, false, true, true, true, false), 6);
    table.add("STATE", "SERVICE", "NODE", "VERSION", "RESTARTS", "STARTED", "WHY");
    for (ServiceView service : stack.services()) {
      for (ReplicaView each : service.replicas()) {
        table.add(
            each.state(),
            service.service(),
            TerminalText.plain(each.node()),
            Long.toString(each.version()),
            Integer.toString(each.restarts()),
            each.started().isEmpty() ? "-" : times.ago(each.started()),
            each.error().isEmpty() ? "-" : TerminalText.plain(each.error()));
      }
    }
    output.line("");
    output.table(table);
  }

  private void services(List<StackView> stacks) {
    Table table = new Table(List.of(false, false, true, true, false), 4);
    table.add("STATE", "SERVICE", "HEALTHY", "VERSION", "WHY");
    for (StackView stack : stacks) {
      for (ServiceView each : stack.services()) {
        table.add(
            each.state(),
            stack.stack() + "/" + each.service(),
            each.healthy() + "/" + each.wanted(),
            Long.toString(stack.version()),
            each.reason().isEmpty() ? "-" : TerminalText.plain(each.reason()));
      }
    }
    output.table(table);
  }

  FleetOutput output() {
    return output;
  }

  /// Prints a line at once.
  ///
  /// @return false when nobody reads the output any more
  boolean told(String text) {
    output.line(text);
    return !context.out().checkError();
  }
}
