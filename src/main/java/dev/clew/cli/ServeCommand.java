package dev.clew.cli;

import dev.clew.serve.Launch;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Receive OTLP, keep it, and show it in a web page.",
    footer = {
      "  clew serve",
      "  clew serve --port 0 --otlp-port 0,0 -o json",
      "  clew serve --host 0.0.0.0 --token --tls-cert server.pem --tls-key server.key"
    })
public final class ServeCommand implements Callable<Integer> {
  private final Sessions sessions;
  private final Self self;
  private final ToIntFunction<Launch> server;

  @Mixin GlobalOptions options;
  @Mixin ServeOptions serve;

  @Option(names = "--open", description = "Open the page in the browser.")
  boolean open;

  public ServeCommand(Sessions sessions, Self self) {
    this.sessions = sessions;
    this.self = self;
    this.server = self.server();
  }

  @Override
  public Integer call() {
    var settings = sessions.settings();
    var console = new ServeConsole(sessions, self.pid(), open);
    return server.applyAsInt(
        new Launch(
            settings,
            serve.over(settings.serve(), sessions.context().cwd()),
            self.version(),
            sessions.context().env(),
            console));
  }
}
