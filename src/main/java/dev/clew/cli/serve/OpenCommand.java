package dev.clew.cli.serve;

import dev.clew.cli.frame.Browser;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.FileRuns;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RunArgument;
import dev.clew.config.Settings;
import dev.clew.runs.RunFileHandle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew open RUN`.
@Command(
    name = "open",
    description = {
      "Show one run in the browser.",
      "The page is that of the backend that runs; else the run's file is served until you press"
          + " Ctrl-C."
    },
    footer = {
      "  clew open",
      "  clew open @failed",
      "  clew open 8b4766 --server http://build:4000"
    })
public final class OpenCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final ProcessInfo self;

  @Mixin RunArgument run;

  public OpenCommand(RecordingFactory sessions, ProcessInfo self) {
    this.sessions = sessions;
    this.self = self;
  }

  @Override
  public Integer call() throws IOException {
    CliContext context = sessions.context();
    var pages = new RunPages(context, run);
    Optional<String> named = pages.named();
    if (named.isPresent()) {
      return Browser.show(named.get(), context);
    }
    Settings settings = sessions.settings();
    var files = new FileRuns(context);
    Optional<String> local = pages.local(settings, files);
    if (local.isPresent()) {
      return Browser.show(local.get(), context);
    }
    RunFileHandle file = files.file(run.reference());
    return new DaemonStart(sessions, self, RunPages.path(file.id()))
        .serve(settings, new ServeOptions(), List.of(file.path().toString()));
  }
}
