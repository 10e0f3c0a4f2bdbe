package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.PrivateFiles;
import dev.clew.posix.Processes;
import dev.clew.posix.Spawn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The `nats-server` of a daemon that has no cluster: a child that ends with it, and is started
/// again when it dies. It listens on loopback and knows two users, the daemon and the agents, by
/// passwords that are made once.
public final class NatsServer implements AutoCloseable {
  private static final String PROGRAM = "nats-server";
  private static final Path USUAL = Path.of("/usr/sbin");
  private static final int TERM = 15;
  private static final int KILL = 9;
  private static final Duration START = Duration.ofSeconds(15);
  private static final Duration END = Duration.ofSeconds(10);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LONG_LIFE = TimeUnit.MINUTES.toNanos(1);
  private static final int LAST_WORDS = 600;

  private final NatsFiles files;
  private final String program;
  private final Map<String, String> environment;
  private final Inherited inherited;
  private final Consumer<String> words;
  private final Libc libc = new Libc();
  private volatile int pid;
  private volatile boolean closing;

  private NatsServer(
      NatsFiles files,
      String program,
      Map<String, String> environment,
      Inherited inherited,
      Consumer<String> words) {
    this.files = files;
    this.program = program;
    this.environment = environment;
    this.inherited = inherited;
    this.words = words;
  }

  /// Starts it and waits until it can be reached.
  ///
  /// @param directory its own, below which it keeps everything
  /// @param words is told when it ends by itself
  /// @throws ClewError E121 when there is none, or it does not start
  public static NatsServer start(
      Path directory, Map<String, String> environment, Inherited inherited, Consumer<String> words)
      throws InterruptedException {
    String program =
        find(environment, USUAL)
            .orElseThrow(
                () ->
                    new ClewError(
                        ErrorCode.E121, "\"" + PROGRAM + "\" is in no directory of PATH."));
    endLeftover(directory);
    NatsFiles files = NatsFiles.in(directory);
    var server = new NatsServer(files, program, environment, inherited, words);
    server.spawn();
    try {
      server.awaitPort();
    } catch (ClewError e) {
      server.close();
      throw e;
    }
    Thread.ofPlatform().name("clew-nats-server").daemon().start(server::supervise);
    return server;
  }

  /// The daemon's way to it.
  public BusAddress address() {
    return new BusAddress(List.of(files.url()), NatsFiles.SERVER, files.serverPassword(), "");
  }

  /// The way of agents, who may report and take what is theirs.
  public BusAddress agentAddress() {
    return new BusAddress(List.of(files.url()), NatsFiles.AGENT, files.agentPassword(), "");
  }

  /// The program, as PATH has it or where Debian's package puts it, to which only root's PATH
  /// leads.
  static Optional<String> find(Map<String, String> environment, Path usual) {
    for (String directory : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      Path file = Path.of(directory.isEmpty() ? "." : directory).resolve(PROGRAM);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    Path file = usual.resolve(PROGRAM);
    return Files.isExecutable(file) ? Optional.of(file.toString()) : Optional.empty();
  }

  /// Starts it, unless it is no longer wanted: a child that begins while the daemon ends would
  /// stay.
  private synchronized void spawn() {
    if (closing) {
      return;
    }
    try {
      // A group of its own: Ctrl-C is for the daemon, which then ends it in order.
      pid =
          new Spawn(
                  libc,
                  List.of(PROGRAM, "-c", NatsFiles.configuration(files.directory()).toString()),
                  environment,
                  inherited)
              .newProcessGroup()
              .start(program);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E121, program + ": " + e.getMessage() + ".", e);
    }
  }

  private void awaitPort() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (Processes.poll(libc, pid) != null) {
        pid = 0;
        throw new ClewError(ErrorCode.E121, program + " has ended: " + lastWords());
      }
      if (System.nanoTime() > end) {
        throw new ClewError(ErrorCode.E121, program + " does not answer: " + lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), files.port()), 1000);
      return socket.getInputStream().read() == 'I';
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastWords() {
    try {
      byte[] log = Files.readAllBytes(files.log());
      int from = Math.max(0, log.length - LAST_WORDS);
      return new String(log, from, log.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "it wrote no log.";
    }
  }

  /// Starts it again as long as it is wanted, at growing intervals when it dies at once.
  private void supervise() {
    long pause = FIRST_PAUSE;
    while (!closing) {
      long begin = System.nanoTime();
      if (pid > 0) {
        var _ = Processes.await(libc, pid);
      }
      pid = 0;
      if (closing) {
        return;
      }
      pause =
          System.nanoTime() - begin > LONG_LIFE ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
      words.accept("nats-server has ended and is started again: " + lastWords());
      LockSupport.parkNanos(pause);
      try {
        spawn();
      } catch (ClewError e) {
        words.accept(e.detail());
      }
    }
  }

  /// Ends one that a killed daemon has left behind: nobody else has this configuration.
  private static void endLeftover(Path directory) throws InterruptedException {
    ProcessHandle left;
    try {
      long old = Long.parseLong(Files.readString(NatsFiles.pid(directory)).strip());
      String command = Files.readString(Path.of("/proc/" + old + "/cmdline"));
      left = ProcessHandle.of(old).orElse(null);
      if (left == null || !command.contains(NatsFiles.configuration(directory).toString())) {
        return;
      }
    } catch (IOException | NumberFormatException gone) {
      return;
    }
    new Libc().kill((int) left.pid(), TERM);
    long end = System.nanoTime() + END.toNanos();
    while (left.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// Ends it, and waits until it has.
  @Override
  public void close() {
    int child;
    synchronized (this) {
      closing = true;
      child = pid;
    }
    if (child <= 0) {
      return;
    }
    libc.kill(child, TERM);
    long end = System.nanoTime() + END.toNanos();
    while (isRunning(child) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    if (isRunning(child)) {
      libc.kill(child, KILL);
    }
  }

  /// A child that nobody has waited for is no longer running either.
  private static boolean isRunning(int child) {
    try {
      String status = Files.readString(Path.of("/proc/" + child + "/stat"));
      return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  /// Makes its directory private.
  static void prepare(Path directory) {
    try {
      PrivateFiles.createDirectories(directory);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E121, directory + ": " + e.getMessage() + ".", e);
    }
  }
}
