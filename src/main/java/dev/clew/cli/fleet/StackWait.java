package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.api.StackView.ServiceView;
import dev.clew.fleet.client.StackClient;
import dev.clew.fleet.v1.Change;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Waits until there is what is wanted.
final class StackWait {
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(200);

  /// What stands still for so long does not come about by itself.
  private static final Duration STALLED = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--wait",
      description = "Wait until every replica is as it is wanted; fail where that stalls.")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "With --wait, how long: 90s, 5m (default: 10m).")
  @Nullable Duration timeout;

  /// Itself where it was asked for.
  @Nullable StackWait asked() {
    if (timeout != null && !wait) {
      throw wrong("--timeout says how long --wait waits, which is not given");
    }
    return wait ? this : null;
  }

  /// Refuses it beside an option with which there is nothing to wait for.
  void refuseWith(String option) {
    if (asked() != null) {
      throw wrong("--wait and " + option + " exclude each other");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /// @throws ClewError E134 when it does not come about
  void until(Change change, StackClient client, RecordingFactory sessions) {
    Duration limit = timeout == null ? USUAL : timeout;
    long begin = System.nanoTime();
    long moved = begin;
    var changes = new StackChanges(sessions);
    while (true) {
      StackView view = client.status(change.getStack()).getFirst();
      boolean superseded = view.version() > change.getVersion();
      if (superseded || view.isStable()) {
        if (superseded) {
          throw new ClewError(
              ErrorCode.E134, "Version " + view.version() + " was applied in the meantime.");
        }
        return;
      }
      long now = System.nanoTime();
      if (sessions.context().errIsTerminal() && !sessions.options().json()) {
        changes.tell(List.of(view), line -> sessions.context().say(line));
      }
      boolean stalled = view.services().stream().anyMatch(each -> each.state().equals("stalled"));
      moved = stalled ? moved : now;
      if (now - moved > STALLED.toNanos() || now - begin > limit.toNanos()) {
        throw new ClewError(ErrorCode.E134, why(view));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClewError(ErrorCode.E134, "Interrupted.", e);
    }
  }

  private static String why(StackView view) {
    return view.services().stream()
            .filter(each -> !each.state().equals("stable"))
            .map(StackWait::why)
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static String why(ServiceView service) {
    String reason = service.reason().isEmpty() ? "" : ", " + service.reason();
    return "%s: %d of %d healthy%s"
        .formatted(service.service(), service.healthy(), service.wanted(), reason);
  }
}
