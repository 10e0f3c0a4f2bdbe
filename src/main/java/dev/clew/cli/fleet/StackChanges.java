package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.api.StackView.ReplicaView;
import dev.clew.fleet.api.StackView.ServiceView;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Tells what has changed of stacks since they were seen last.
final class StackChanges {
  private final Palette palette;
  private final FleetOutput output;
  private final Map<String, String> known = new HashMap<>();

  StackChanges(RecordingFactory sessions) {
    this.palette = sessions.options().palette(sessions.context());
    this.output = new FleetOutput(sessions.context(), palette);
  }

  /// Takes how stacks stand without telling.
  void take(List<StackView> stacks) {
    tell(stacks, _ -> {});
  }

  /// Tells a line for each replica and each service that stands otherwise than before.
  void tell(List<StackView> stacks, Consumer<String> to) {
    Set<String> seen = new HashSet<>();
    for (StackView stack : stacks) {
      for (ServiceView service : stack.services()) {
        String name = stack.stack() + "/" + service.service();
        for (ReplicaView each : service.replicas()) {
          tell(each.id(), replica(name, each), to, seen);
        }
        tell(name, service(name, service), to, seen);
      }
    }
    for (String each : Set.copyOf(known.keySet())) {
      if (!seen.contains(each)) {
        known.remove(each);
        to.accept(TerminalText.plain(each) + " is gone");
      }
    }
  }

  private void tell(String key, String line, Consumer<String> to, Set<String> seen) {
    seen.add(key);
    if (!line.equals(known.put(key, line))) {
      to.accept(line);
    }
  }

  private String replica(String service, ReplicaView replica) {
    return service
        + " on "
        + TerminalText.plain(replica.node())
        + ": "
        + output.coloured(replica.state())
        + (replica.error().isEmpty() ? "" : ", " + TerminalText.plain(replica.error()))
        + "  "
        + palette.dim(replica.id());
  }

  private String service(String name, ServiceView service) {
    return name
        + ": "
        + output.coloured(service.state())
        + ", "
        + service.healthy()
        + " of "
        + service.wanted()
        + " healthy"
        + (service.reason().isEmpty() ? "" : ", " + TerminalText.plain(service.reason()));
  }
}
