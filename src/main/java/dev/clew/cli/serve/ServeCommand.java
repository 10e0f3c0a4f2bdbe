package dev.clew.cli.serve;

import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew serve`.
@Command(
    name = "serve",
    description = "Receive OTLP, keep it, and show it in a web page.",
    footer = {
      "  clew serve",
      "  clew serve --open --import run.jsonl",
      "  clew serve --port 0 --otlp-port 0,0 -o json",
      "  clew serve --host 0.0.0.0 --token --tls-cert server.pem --tls-key server.key"
    })
public final class ServeCommand implements Callable<Integer> {
  private final RecordingFactory sessions;
  private final ProcessInfo self;

  @Mixin ServeOptions serve;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description =
          "Look at files of OTLP in a store that is removed at the end, on free ports; repeatable.")
  List<String> imports = new ArrayList<>();

  @Option(names = "--open", description = "Open the page in the browser.")
  boolean open;

  public ServeCommand(RecordingFactory sessions, ProcessInfo self) {
    this.sessions = sessions;
    this.self = self;
  }

  @Override
  public Integer call() throws IOException {
    var start = new DaemonStart(sessions, self, open ? "/" : "");
    Settings settings = sessions.settings();
    return imports.isEmpty() ? start.serve(settings, serve) : start.serve(settings, serve, imports);
  }
}
