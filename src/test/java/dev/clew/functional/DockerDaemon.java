package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A Docker engine of the tests' own, with its directories, socket and bridge, and an image of
/// busybox; the same for all tests of a JVM, and ended with it. It changes no firewall, so that
/// another engine beside it is not disturbed.
final class DockerDaemon implements AutoCloseable {
  /// The image that there is.
  static final String IMAGE = "clew-test:1";

  private static final int PATIENCE_SECONDS = 120;

  /// The files that another libc's programs are found by, once `/usr` is mounted.
  private static final String ROOT =
      """
      mkdir -p root/bin root/tmp root/etc root/usr
      cp "$(command -v busybox)" root/bin/busybox
      for name in sh cat ls sleep env echo wget grep kill seq true false dd mkdir readlink uname sed tr
      do ln -s busybox root/bin/$name; done
      ln -s usr/lib root/lib
      ln -s usr/lib64 root/lib64
      tar -C root -c . | docker import - clew-test:1
      """;

  private final Path directory;
  private final String bridge = "clew" + ProcessHandle.current().pid() % 1_000_000;
  private final String gateway = "10.213." + ProcessHandle.current().pid() % 250 + ".1";
  private @Nullable Process daemon;

  private DockerDaemon(Path directory) {
    this.directory = directory;
  }

  /// Gives tests the engine. Where it cannot run, as without the rights of root, they are left out;
  /// with `CI=true` they fail where root has not installed it.
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == DockerDaemon.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Object daemon =
          context
              .getRoot()
              .getStore(Namespace.create(DockerDaemon.class))
              .getOrComputeIfAbsent("daemon", _ -> new Started(DockerDaemon::start));
      return ((Started) daemon).daemon();
    }
  }

  private interface Start {
    DockerDaemon start() throws IOException, InterruptedException;
  }

  /// The engine, or why there is none.
  @SuppressWarnings("deprecation")
  private static final class Started implements ExtensionContext.Store.CloseableResource {
    private @Nullable DockerDaemon daemon;
    private String obstacle = "";
    private boolean missing;

    Started(Start start) {
      try {
        daemon = start.start();
      } catch (NoSuchFileException e) {
        obstacle = e.getFile() + " is not installed";
        missing = true;
      } catch (IOException e) {
        obstacle = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        obstacle = "interrupted";
      }
    }

    DockerDaemon daemon() {
      if (missing) {
        assertThat(System.getenv("CI")).as("no Docker engine: %s", obstacle).isNotEqualTo("true");
      }
      assumeTrue(daemon != null, "no Docker engine: " + obstacle);
      return daemon;
    }

    @Override
    public void close() throws Throwable {
      if (daemon != null) {
        daemon.close();
      }
    }
  }

  private static DockerDaemon start() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new IOException("dockerd needs root");
    }
    for (String program : List.of("dockerd", "docker", "busybox", "ip")) {
      if (run(Path.of("/"), "sh", "-c", "command -v " + program).code() != 0) {
        throw new NoSuchFileException(program);
      }
    }
    var daemon = new DockerDaemon(Files.createTempDirectory("clew-docker"));
    try {
      daemon.open();
      return daemon;
    } catch (IOException e) {
      daemon.close();
      throw e;
    }
  }

  private void open() throws IOException, InterruptedException {
    must("ip", "link", "add", "name", bridge, "type", "bridge");
    must("ip", "addr", "add", gateway + "/24", "dev", bridge);
    must("ip", "link", "set", bridge, "up");
    Path log = directory.resolve("log");
    Process started =
        new ProcessBuilder(
                "dockerd",
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--host=" + host(),
                "--storage-driver=vfs",
                "--bridge=" + bridge,
                "--iptables=false",
                "--ip-forward=false",
                "--ip-masq=false",
                "--userland-proxy=false")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    daemon = started;
    for (int i = 0; docker("version").code() != 0; i++) {
      if (i > 10 * PATIENCE_SECONDS || !started.isAlive()) {
        throw new IOException("dockerd does not run: " + lastLine(log));
      }
      Thread.sleep(100);
    }
    must("sh", "-ec", ROOT);
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it says nothing" : lines.getLast();
  }

  private void must(String... command) throws IOException, InterruptedException {
    Answer answer = inside(List.of(command));
    if (answer.code() != 0) {
      throw new IOException(String.join(" ", command) + ": " + answer.text().strip());
    }
  }

  /// The value of `DOCKER_HOST`.
  String host() {
    return "unix://" + directory.resolve("docker.sock");
  }

  /// The address of this machine for containers.
  String gateway() {
    return gateway;
  }

  /// Calls `docker`.
  Answer docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      return inside(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// The containers of a run, running or not.
  List<String> containers(String run) {
    return docker("ps", "--all", "--quiet", "--filter", "label=dev.clew.run=" + run)
        .text()
        .lines()
        .toList();
  }

  /// Serves a registry on loopback, which Docker takes without TLS.
  Process registry(int port) throws IOException {
    Path config = directory.resolve("registry-" + port + ".yml");
    Files.writeString(
        config,
        """
        version: 0.1
        storage:
          filesystem:
            rootdirectory: %s
        http:
          addr: 127.0.0.1:%d
        """
            .formatted(directory.resolve("registry-" + port), port));
    return new ProcessBuilder("docker-registry", "serve", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("registry-" + port + ".log").toFile())
        .start();
  }

  private Answer inside(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.toFile()).environment().put("DOCKER_HOST", host());
    return answer(builder);
  }

  private static Answer run(Path directory, String... command)
      throws IOException, InterruptedException {
    return answer(
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
  }

  private static Answer answer(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String text = Program.text(process.getInputStream().readAllBytes());
    return new Answer(process.waitFor(), text);
  }

  /// What a command has said.
  record Answer(int code, String text) {}

  @Override
  public void close() throws IOException, InterruptedException {
    Process started = daemon;
    if (started != null) {
      docker("container", "prune", "--force");
      started.destroy();
      if (!started.waitFor(60, TimeUnit.SECONDS)) {
        started.destroyForcibly();
      }
    }
    var _ = run(Path.of("/"), "ip", "link", "del", bridge);
    var _ = run(Path.of("/"), "rm", "-rf", "--one-file-system", directory.toString());
  }
}
