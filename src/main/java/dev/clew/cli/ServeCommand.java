package dev.clew.cli;

import dev.clew.serve.ServeSettings;
import java.util.List;
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
    footer = {"  clew serve", "  clew serve --port 0 --otlp-port 0"})
public final class ServeCommand implements Callable<Integer> {
  private final Sessions sessions;
  private final ToIntFunction<ServeSettings> server;

  @Mixin GlobalOptions options;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4000",
      description = "Of the page and the API; 0: a free one (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--otlp-port",
      paramLabel = "PORT",
      split = ",",
      defaultValue = "4317,4318",
      description =
          "Of the receivers, each for gRPC and HTTP; 0: a free one (default: ${DEFAULT-VALUE}).")
  List<Integer> otlpPorts;

  public ServeCommand(Sessions sessions, ToIntFunction<ServeSettings> server) {
    this.sessions = sessions;
    this.server = server;
  }

  @Override
  public Integer call() {
    return server.applyAsInt(
        new ServeSettings(
            List.of("127.0.0.1", "::1"), port, otlpPorts, sessions.context().home().store()));
  }
}
