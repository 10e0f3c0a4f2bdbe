package dev.clew.cli.fleet;

import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew agent`.
@Command(
    name = "agent",
    description = {
      "Join a fleet with this machine, and run the jobs that are sent to it.",
      "The first INT or TERM lets jobs end and takes no more; the second ends them."
    },
    footer = {
      "  clew agent --label role=web",
      "  CLEW_SERVER_TOKEN=... clew agent --server https://clew.example.com:4000"
    })
public final class AgentCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final ProcessInfo self;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of this machine in the fleet (default: its host name).")
  @Nullable String name;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "What targets can name, such as role=web; repeatable.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "How many jobs run at a time; others wait (default: 32).")
  int slots = 32;

  public AgentCommand(RecordingFactory sessions, ProcessInfo self) {
    this.sessions = sessions;
    this.self = self;
  }

  @Override
  public Integer call() throws InterruptedException {
    new AgentStart(sessions, self, fleet).run(name, labels, slots);
    return 0;
  }
}
