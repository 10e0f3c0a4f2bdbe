package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.agent.AgentContext;
import dev.clew.fleet.agent.AgentHome;
import dev.clew.fleet.agent.NodeAgent;
import dev.clew.fleet.client.FleetClient;
import dev.clew.posix.Libc;
import dev.clew.posix.Trap;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.telemetry.log.Log;
import dev.clew.terminal.TerminalText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts an agent from the command line.
record AgentStart(RecordingFactory sessions, ProcessInfo self, FleetOptions fleet) {
  private static final int MOST_SLOTS = 10_000;

  void run(@Nullable String name, List<String> labels, int slots) throws InterruptedException {
    if (slots < 1 || slots > MOST_SLOTS) {
      throw new ClewError(ErrorCode.E001, "--slots takes 1 to 10000, not " + slots + ".");
    }
    CliContext context = sessions.context();
    var settings = sessions.settings();
    ServerAddress address = fleet.address(sessions);
    try (AgentHome home = AgentHome.take(context.home().root().resolve("agent"));
        var client = new FleetClient(address)) {
      Map<String, String> export =
          settings.telemetry().exports() ? Map.of() : FleetOptions.export(client, address, context);
      Path config = sessions.options().config();
      Path own = context.home().configFile();
      var agentContext =
          new AgentContext(
              context.env(),
              export,
              context.cwd(),
              context.userHome(),
              config == null && Files.exists(own) ? own : config,
              sessions.machine(),
              self.program(),
              self.inherited(),
              self.words(),
              context.clock(),
              new Log(settings.logging(), context.clock(), this::line),
              sessions.failures()::warn);
      String named = name == null ? usual(self.hostName()) : name;
      NodeAgent.Membership member =
          NodeAgent.join(client, home, named, labels(labels), self.version(), self.hostName());
      var agent = new NodeAgent(agentContext, home, member);
      endOnSignals(agent);
      agent.run(
          slots,
          () -> context.say("node " + member.node() + " is ready, of " + address),
          tasks -> context.say("jobs are waited for: " + tasks + "; a second signal ends them"));
    }
  }

  private void line(String line) {
    sessions.context().err().print(TerminalText.plain(line) + "\n");
    sessions.context().err().flush();
  }

  /// A host name without its domain.
  private static String usual(String host) {
    String first = host.split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_-]", "-");
    return first.isEmpty() ? "node" : first;
  }

  private static Map<String, String> labels(List<String> pairs) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new ClewError(ErrorCode.E001, "--label takes KEY=VALUE, not \"" + pair + "\".");
      }
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return labels;
  }

  private void endOnSignals(NodeAgent agent) {
    var libc = new Libc();
    Map.of("INT", 2, "TERM", 15, "HUP", 1)
        .forEach(
            (name, number) -> {
              if (!self.inherited().signals().ignores(number)) {
                Trap.set(
                    name,
                    () -> {
                      if (agent.signal() > 2) {
                        libc.raiseByDefault(number);
                      }
                    });
              }
            });
  }
}
