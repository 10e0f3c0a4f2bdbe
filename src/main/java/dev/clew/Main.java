package dev.clew;

import dev.clew.cli.Cli;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.cli.frame.StandardOutput;
import dev.clew.cli.frame.TerminalWidth;
import dev.clew.posix.ChildGate;
import dev.clew.posix.Descriptor;
import dev.clew.posix.Environ;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Terminal;
import dev.clew.posix.WorkingDirectory;
import dev.clew.run.output.DeferredStderr;
import dev.clew.run.process.OrphanPipeRelay;
import dev.clew.run.process.SessionLeader;
import dev.clew.serve.DaemonHeap;
import dev.clew.serve.Serving;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.graalvm.nativeimage.RuntimeOptions;
import org.graalvm.nativeimage.VMRuntime;

/// Entry point of the binary. Commands that record or look are plain objects: they boot no Quarkus
/// and open no port.
@QuarkusMain
public final class Main {
  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String... args) {
    Inherited inherited = inherited();
    // An image that leaves options of its own kind to the command starts its hooks when it is told
    // to: without them a reader that goes would end it by a signal.
    if ("runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
      // The heap cannot be changed later: with a limit that is set then every allocation fails. A
      // command that has one of these words among its own gets the daemon's sizes, too.
      if (List.of(args).contains("serve") || List.of(args).contains("open")) {
        RuntimeOptions.set("MaxNewSize", DaemonHeap.YOUNG);
        RuntimeOptions.set("MaxHeapSize", DaemonHeap.limit(System.getenv()));
      }
      VMRuntime.initialize();
    }
    int code = run(inherited, args);
    // Nothing registers a shutdown hook in this world, and System.exit would look a logger up
    // first.
    Runtime.getRuntime().halt(code);
  }

  /// Runs one command on this process' streams and environment.
  ///
  /// @return its exit code
  static int run(String... decoded) {
    return run(inherited(), decoded);
  }

  private static Inherited inherited() {
    return Inherited.atStart(
        new Libc(), System.getProperty("java.home"), System.getProperty("java.class.path", ""));
  }

  private static int run(Inherited inherited, String... decoded) {
    String[] args = Environ.arguments(decoded);
    if (args.length > 0 && args[0].equals(SessionLeader.MARK)) {
      return SessionLeader.run(new Libc(), inherited, args);
    }
    if (args.length > 0 && args[0].equals(ChildGate.MARK)) {
      return ChildGate.run(new Libc(), inherited, args);
    }
    if (args.length > 0 && args[0].equals(OrphanPipeRelay.MARK)) {
      return OrphanPipeRelay.run(new Libc());
    }
    // The JDK asks for a logger when it starts a process, and Quarkus' own complains without this.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    var output =
        new StandardOutput(new FileOutputStream(FileDescriptor.out), Main::isOutputAbandoned);
    var out = new SafeOutput(output, isTerminal(1));
    var words = new DeferredStderr(new FileOutputStream(FileDescriptor.err));
    var err = new SafeOutput(words, isTerminal(2));
    Map<String, String> env = System.getenv();
    CliContext context =
        new CliContext(
            out,
            err,
            env,
            Clock.systemUTC(),
            userHome(env),
            WorkingDirectory.path(),
            isTerminal(1),
            isTerminal(2),
            new TerminalWidth(env, Main::columns));
    int code =
        Cli.execute(
            context,
            new ProcessInfo(
                Environ.program(args.length),
                inherited,
                words,
                ProcessHandle.current().pid(),
                hostName(),
                version(),
                Serving::run),
            args);
    code = Cli.complete(context, output, code);
    err.flush();
    return code;
  }

  /// `HOME`, as every shell has it; the JVM asks the password database only, and says `?` where
  /// that has no entry, as in a container with a user of its own.
  private static Path userHome(Map<String, String> env) {
    String home = env.getOrDefault("HOME", "");
    String known = home.isEmpty() ? System.getProperty("user.home", "?") : home;
    return Path.of(known.equals("?") ? "/" : known);
  }

  private static boolean isOutputAbandoned() {
    return new Descriptor(new Libc(), 1).isAbandoned();
  }

  private static boolean isTerminal(int descriptor) {
    return Terminal.is(new Libc(), descriptor);
  }

  /// What the terminal on standard output says; 0 where there is none.
  private static int columns() {
    var libc = new Libc();
    return new Terminal(libc, new Descriptor(libc, 1)).size().columns();
  }

  /// The kernel's name of this host: a look-up by name would use the network.
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noProc) {
      return "unknown";
    }
  }

  private static String version() {
    try (InputStream in = Main.class.getResourceAsStream("/clew.version")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
