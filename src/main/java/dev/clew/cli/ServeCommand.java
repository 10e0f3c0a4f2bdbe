package dev.clew.cli;

import dev.clew.config.ServeSettings;
import dev.clew.config.Settings;
import dev.clew.serve.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private final Sessions sessions;
  private final Self self;
  private final ToIntFunction<Launch> server;
  private @Nullable Settings settings;

  @Mixin ServeOptions serve;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description =
          "Look at files of OTLP in a store that is removed at the end, on free ports; repeatable.")
  List<String> imports = new ArrayList<>();

  @Option(names = "--open", description = "Open the page in the browser.")
  boolean open;

  public ServeCommand(Sessions sessions, Self self) {
    this.sessions = sessions;
    this.self = self;
    this.server = self.server();
  }

  @Override
  public Integer call() throws IOException {
    return imports.isEmpty() ? run(serve.over(settings().serve(), cwd())) : look();
  }

  /// Serves files from a store that is there for as long as they are looked at.
  private int look() throws IOException {
    Path store = Files.createTempDirectory("clew-serve-");
    try {
      return run(serve.forFiles(settings().serve(), cwd(), store));
    } finally {
      try (Stream<Path> files = Files.walk(store)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private int run(ServeSettings settings) {
    return server.applyAsInt(
        new Launch(
            settings(),
            settings,
            self.version(),
            self.hostName(),
            sessions.context().env(),
            InputFiles.of(imports, cwd()),
            new ServeConsole(sessions, self.pid(), open)));
  }

  private Settings settings() {
    Settings known = settings;
    if (known == null) {
      known = sessions.settings();
      settings = known;
    }
    return known;
  }

  private Path cwd() {
    return sessions.context().cwd();
  }
}
