package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.api.JobView.TaskView;
import dev.clew.fleet.api.NodesResource.NodeView;
import dev.clew.fleet.api.TokensResource.TokenView;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Prints jobs, nodes and tokens.
final class FleetTables {
  private static final int KEY = 10;

  private final CliContext context;
  private final boolean json;
  private final Palette palette;
  private final FleetTimes times;
  private final FleetOutput output;

  FleetTables(RecordingFactory sessions) {
    this.context = sessions.context();
    this.json = sessions.options().json();
    this.palette = sessions.options().palette(context);
    this.times = new FleetTimes(context);
    this.output = new FleetOutput(context, palette);
  }

  void jobs(List<JobView> jobs) {
    if (json) {
      var _ = output.document(jobs);
    } else if (jobs.isEmpty()) {
      context.say("no jobs yet: clew job submit --target any -- CMD");
    } else {
      Table table = new Table(List.of(false, false, false, true, false, false), 5);
      table.add("STATE", "JOB", "TARGET", "SUBMITTED", "BY", "COMMAND");
      for (JobView each : jobs) {
        table.add(
            each.state(),
            each.id(),
            TerminalText.plain(each.target()),
            times.ago(each.submitted()),
            TerminalText.plain(each.identity()),
            TerminalText.plain(each.command()));
      }
      output.table(table);
    }
  }

  void job(JobView job) {
    if (json) {
      var _ = output.document(job);
      return;
    }
    line("job", job.id());
    line("state", output.coloured(job.state()));
    line("command", TerminalText.plain(job.command()));
    line("target", TerminalText.plain(job.target()));
    line("by", TerminalText.plain(job.identity()));
    line("submitted", times.both(job.submitted()));
    line("run", job.runId());
    line("trace", job.traceId().isEmpty() ? "-" : job.traceId());
    Table table = new Table(List.of(false, false, true, true, true, false), 5);
    table.add("STATE", "NODE", "ATTEMPT", "EXIT", "DURATION", "WHY");
    for (TaskView each : job.tasks()) {
      table.add(
          each.state(),
          TerminalText.plain(each.node()),
          Integer.toString(each.attempt()),
          each.exitCode() < 0 ? "-" : Integer.toString(each.exitCode()),
          duration(each.started(), each.ended()),
          each.error().isEmpty() ? "-" : TerminalText.plain(each.error()));
    }
    context.out().print("\n");
    output.table(table);
  }

  void nodes(List<NodeView> nodes) {
    if (json) {
      var _ = output.document(nodes);
    } else if (nodes.isEmpty()) {
      context.say("the fleet has no nodes yet: run `clew agent` on a machine");
    } else {
      Table table = new Table(List.of(false, false, true, true, true, false, false), 6);
      table.add("STATE", "NODE", "JOBS", "LOAD", "MEMORY", "VERSION", "LABELS");
      for (NodeView each : nodes) {
        table.add(
            each.state(),
            TerminalText.plain(each.name()),
            Integer.toString(each.tasks()),
            load(each),
            memory(each),
            TerminalText.plain(each.version()),
            labels(each));
      }
      output.table(table);
    }
  }

  void node(NodeView node) {
    if (json) {
      var _ = output.document(node);
      return;
    }
    line("node", TerminalText.plain(node.name()));
    line("state", output.coloured(node.state()));
    line("host", TerminalText.plain(node.host()));
    line("labels", labels(node));
    line("version", TerminalText.plain(node.version()));
    line("cpus", Integer.toString(node.cpus()));
    line("load", load(node));
    line("memory", memory(node));
    line("jobs", Integer.toString(node.tasks()));
    line("joined", times.both(node.joined()) + " by " + TerminalText.plain(node.identity()));
  }

  void tokens(List<TokenView> tokens) {
    if (json) {
      var _ = output.document(tokens);
      return;
    }
    Table table = new Table(List.of(false, false, false, false, true, false), 2);
    table.add("STATE", "ID", "IDENTITY", "ROLE", "ISSUED", "EXPIRES");
    for (TokenView each : tokens) {
      table.add(
          state(each),
          each.id(),
          TerminalText.plain(each.identity()),
          each.role(),
          times.ago(each.issued()),
          each.expires().isEmpty() ? "never" : times.until(each.expires()));
    }
    output.table(table);
  }

  private String state(TokenView token) {
    if (!token.revoked().isEmpty()) {
      return "revoked";
    }
    boolean old =
        !token.expires().isEmpty() && FleetTimes.nanos(token.expires()) < context.nowNanos();
    return old ? "expired" : "good";
  }

  /// The token alone goes to standard output, for scripts.
  void issued(TokenView token) {
    if (json) {
      var _ = output.document(token);
      return;
    }
    context.out().print(token.token() + "\n");
    context.out().flush();
    context.say(
        "token "
            + token.id()
            + " for "
            + token.identity()
            + ", role "
            + token.role()
            + "; it is shown this once");
  }

  private void line(String key, String value) {
    context.out().print(palette.dim(DisplayWidth.column(key, KEY)) + "  " + value + "\n");
  }

  private String duration(String start, String end) {
    if (start.isEmpty()) {
      return "-";
    }
    long until = end.isEmpty() ? context.nowNanos() : FleetTimes.nanos(end);
    return Durations.text(Math.max(0, until - FleetTimes.nanos(start)));
  }

  private static String load(NodeView node) {
    return node.load() == null
        ? "-"
        : String.format(java.util.Locale.ROOT, "%.2f/%d", node.load(), node.cpus());
  }

  private static String memory(NodeView node) {
    return node.memoryUsed() == null
        ? "-"
        : Amounts.bytes((double) node.memoryUsed()) + "/" + Amounts.bytes((double) node.memory());
  }

  private static String labels(NodeView node) {
    return node.labels().isEmpty()
        ? "-"
        : new TreeMap<>(node.labels())
            .entrySet().stream()
                .map(each -> TerminalText.plain(each.getKey() + "=" + each.getValue()))
                .collect(Collectors.joining(" "));
  }
}
