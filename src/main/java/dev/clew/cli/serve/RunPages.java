package dev.clew.cli.serve;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RunArgument;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.remote.RemoteRuns;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the page that shows a run.
record RunPages(CliContext context, RunArgument run) {
  /// Of the backend that the user names.
  Optional<String> named() {
    return run.source()
        .address(context)
        .map(server -> url(server, run.reference().in(remote(server)).id()));
  }

  /// Of the backend that serves the store of this machine, unless the files have a newer run.
  Optional<String> local(Settings settings, RunCatalog files) {
    return Store.address(settings.serve().store())
        .map(url -> run.source().address(context, url))
        .flatMap(
            server ->
                listed(remote(server))
                    .filter(served -> !isOlder(served, listed(files)))
                    .map(served -> url(server, served.id())));
  }

  /// The path of a run's page.
  static String path(String id) {
    return "/runs/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String url(ServerAddress server, String id) {
    return server.base() + path(id);
  }

  private RunCatalog remote(ServerAddress address) {
    return new RemoteRuns(address, context.clock());
  }

  /// Nothing when there is no such run, or when the backend refuses: it may want a token.
  private Optional<Run> listed(RunCatalog runs) {
    try {
      return Optional.of(run.reference().listed(runs));
    } catch (ClewError _) {
      return Optional.empty();
    }
  }

  private static boolean isOlder(Run run, Optional<Run> other) {
    return other.isPresent() && run.startNanos() < other.get().startNanos();
  }
}
