package dev.clew.cli.serve;

import dev.clew.cli.frame.Browser;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunReference;
import dev.clew.runs.file.History;
import dev.clew.runs.remote.RemoteRuns;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.store.Store;
import dev.clew.terminal.TerminalText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew open RUN`.
@Command(
    name = "open",
    description = {
      "Show one run in the browser: in the page of the backend that runs, else from its file, which",
      "is served until you press Ctrl-C."
    },
    footer = {
      "  clew open",
      "  clew open @failed",
      "  clew open 8b4766 --server http://build:4000"
    })
public final class OpenCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final CliContext context;
  private final ProcessInfo self;

  @Mixin SourceOptions source;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "",
      description = RunReference.SYNTAX)
  String run;

  public OpenCommand(RecordingFactory sessions, ProcessInfo self) {
    this.sessions = sessions;
    this.context = sessions.context();
    this.self = self;
  }

  @Override
  public Integer call() throws IOException {
    RunReference wanted = RunReference.parse(run);
    Optional<ServerAddress> named = source.address(context);
    if (named.isPresent()) {
      return page(named.get(), wanted.in(remote(named.get())).id());
    }
    Settings settings = sessions.settings();
    History files = new History(context.home(), context.clock());
    Optional<ServerAddress> local =
        Store.address(settings.serve().store()).map(url -> source.address(context, url));
    if (local.isPresent()) {
      Optional<Run> served = listed(wanted, remote(local.get()));
      if (served.isPresent() && !isOlder(served.get(), listed(wanted, files))) {
        return page(local.get(), served.get().id());
      }
    }
    RunFileHandle file = files.resolve(wanted.in(files).id());
    return new FileServing(sessions, self)
        .serve(settings, new ServeOptions(), List.of(file.path().toString()), path(file.id()));
  }

  private RunCatalog remote(ServerAddress address) {
    return new RemoteRuns(address, context.clock());
  }

  /// Nothing when there is no such run, or when the backend refuses: it may want a token.
  private static Optional<Run> listed(RunReference wanted, RunCatalog runs) {
    try {
      return Optional.of(wanted.listed(runs));
    } catch (ClewError _) {
      return Optional.empty();
    }
  }

  private static boolean isOlder(Run run, Optional<Run> other) {
    return other.isPresent() && run.startNanos() < other.get().startNanos();
  }

  private int page(ServerAddress server, String id) {
    String url = server.base() + path(id);
    context.out().println(TerminalText.plain(url));
    context.out().flush();
    new Browser(context.env()).open(url);
    return 0;
  }

  private static String path(String id) {
    return "/runs/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
