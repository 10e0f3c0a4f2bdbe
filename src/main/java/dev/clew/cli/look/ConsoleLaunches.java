package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workspace.Workspaces;
import dev.clew.config.TelemetrySettings.Propagator;
import dev.clew.console.ConsoleSetup;
import dev.clew.console.launch.Launches;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.workspace.LastWorkspace;
import java.util.Set;
import java.util.function.Supplier;

/// What a console needs to show workspaces and to launch them.
final class ConsoleLaunches {
  private ConsoleLaunches() {}

  static ConsoleSetup.Workspaces workspaces(RecordingFactory sessions) {
    CliContext context = sessions.context();
    return new ConsoleSetup.Workspaces(
        () -> Workspaces.catalog(sessions),
        () -> new LastWorkspace(context.home()).name(),
        context.cwd(),
        context.userHome());
  }

  /// What launches workspaces.
  ///
  /// @param run gives the id of the run that the next launch belongs to
  static Launches launches(RecordingFactory sessions, ProcessInfo self, Supplier<String> run) {
    CliContext context = sessions.context();
    return new Launches(
        new Launches.Setup(
            self.program(),
            sessions.options().again(),
            context.env(),
            new EnvironmentCarrier(Set.of(Propagator.TRACECONTEXT)).fields(),
            self.inherited(),
            run,
            context.clock()));
  }
}
