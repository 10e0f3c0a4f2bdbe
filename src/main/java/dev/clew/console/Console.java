package dev.clew.console;

import dev.clew.console.Screen.Question;
import dev.clew.console.launch.Launches;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Descriptor;
import dev.clew.posix.Libc;
import dev.clew.posix.Suspension;
import dev.clew.posix.Terminal;
import dev.clew.posix.Trap;
import dev.clew.time.EpochNanos;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The console on a terminal: takes inputs and news one after another, and shows the screen that
/// they lead to. The terminal is as before when it ends, however that comes.
public final class Console implements Loader.Listener {
  private static final int INTERRUPT = 2;
  private static final long PATIENCE_MILLIS = 1000;
  private static final int STOP = 20;
  private static final int BY_SIGNAL = 128;

  private final InputStream typed;
  private final TerminalBackend terminal;
  private final Display display;
  private final Frame frame;
  private final Launches launches;
  private final Loader loader;
  private final Clock clock;
  private final Libc libc;
  private final Trail trail;
  private final Suspension suspension;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private Navigation navigation = Navigation.NOWHERE;

  /// The exit code with which the operator leaves, once launches may be stopped.
  private OptionalInt leaving = OptionalInt.empty();

  /// What the loop takes.
  private sealed interface Message {}

  private record Did(Input input) implements Message {}

  private record Told(int screen, News news) implements Message {}

  private record Second() implements Message {}

  private record Resized() implements Message {}

  private record Continued() implements Message {}

  private record Ended(int code) implements Message {}

  private record Broken(Throwable cause) implements Message {}

  /// The console on standard input and output.
  public static Console onStandardStreams(ConsoleSetup setup) {
    Libc libc = new Libc();
    return new Console(
        setup, libc, new Terminal(libc, new Descriptor(libc, 1)), new Descriptor(libc, 0).input());
  }

  Console(ConsoleSetup setup, Libc libc, Terminal terminal, InputStream typed) {
    this.typed = typed;
    this.terminal = new TerminalBackend(terminal);
    this.display = new Display(this.terminal);
    this.frame = new Frame(setup.source(), setup.colour(), setup.times());
    this.launches = setup.launches();
    this.loader = new Loader(setup, this);
    this.clock = setup.clock();
    this.trail = setup.trail();
    this.libc = libc;
    this.suspension = new Suspension(libc);
  }

  /// Checks that this process has a terminal to show itself on and to be typed at.
  ///
  /// @throws ClewError E001 when it has none
  public static void checkTerminal() {
    Libc libc = new Libc();
    if (!Terminal.is(libc, 0) || !Terminal.is(libc, 1)) {
      throw new ClewError(
          ErrorCode.E001,
          "The console needs a terminal as standard input and output; `clew runs` and `clew"
              + " inspect` do without.");
    }
  }

  /// Lets signals end, suspend and resize it.
  public Console withSignals() {
    Trap.setEnding(this::end);
    Trap.set("WINCH", () -> messages.add(new Resized()));
    Trap.set(
        "CONT",
        () -> {
          suspension.goOn();
          messages.add(new Continued());
        });
    return this;
  }

  /// Shows the runs, and goes on until the operator or a signal ends it. What was launched and goes
  /// on is stopped then.
  ///
  /// @return the exit code
  /// @throws IOException when the terminal is gone
  public int run() throws IOException {
    try (launches;
        terminal) {
      terminal.enableRawMode();
      terminal.enterAlternateScreen();
      Thread.ofPlatform().daemon().start(() -> terminal.listen(typed));
      Thread.ofPlatform().daemon().start(this::type);
      Thread.ofPlatform().daemon().start(this::count);
      go(navigation.to(RunsScreen.of()));
      return loop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return BY_SIGNAL;
    }
  }

  /// The terminal comes back at once: whoever ended the console may not wait for its loop. One that
  /// takes nothing holds up the loop as well.
  private void end(int number) {
    if (!terminal.close(PATIENCE_MILLIS)) {
      launches.close();
      libc.raiseByDefault(number);
    }
    messages.add(new Ended(BY_SIGNAL + number));
  }

  private void type() {
    Keyboard keyboard = new Keyboard(terminal);
    try {
      for (Input input = keyboard.next(); input != null; input = keyboard.next()) {
        messages.add(new Did(input));
      }
      messages.add(new Ended(BY_SIGNAL + 1));
    } catch (IOException | RuntimeException e) {
      messages.add(new Broken(e));
    }
  }

  private void count() {
    try {
      while (true) {
        Thread.sleep(1000);
        messages.add(new Second());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void told(int screen, News news) {
    messages.add(new Told(screen, news));
  }

  @Override
  public void broken(Throwable cause) {
    messages.add(new Broken(cause));
  }

  /// Takes all messages that are there before it draws.
  private int loop() throws IOException, InterruptedException {
    while (true) {
      show();
      for (Message each = messages.take(); each != null; each = messages.poll()) {
        OptionalInt code = take(each);
        if (code.isPresent()) {
          return code.getAsInt();
        }
      }
    }
  }

  private void show() throws IOException {
    long now = EpochNanos.of(clock.instant());
    display.show(buffer -> frame.draw(buffer, navigation.way(), question(), now));
  }

  private OptionalInt take(Message message) throws IOException, InterruptedException {
    switch (message) {
      case Did(Input input) -> {
        return did(input);
      }
      case Told(int screen, News news) -> go(navigation.on(screen, news, size()));
      case Second() -> {
        navigation
            .open()
            .forEach(each -> go(navigation.on(each.number(), new News.Tick(), size())));
        return launches.running() == 0 ? leaving : OptionalInt.empty();
      }
      case Resized() -> {}
      case Continued() -> again();
      case Ended(int code) -> {
        return OptionalInt.of(code);
      }
      case Broken(RuntimeException cause) -> throw cause;
      case Broken(Throwable cause) -> throw new IllegalStateException(cause);
    }
    return OptionalInt.empty();
  }

  private OptionalInt did(Input input) throws IOException, InterruptedException {
    dev.tamboui.layout.Size whole = terminal.size();
    if (leaving.isPresent()) {
      return answered(input);
    }
    if (input.is(Input.Key.INTERRUPT)) {
      return leave(BY_SIGNAL + INTERRUPT);
    }
    if (input.is(Input.Key.SUSPEND)) {
      terminal.close();
      var _ = suspension.stop(STOP, 0);
      again();
    } else if (input.is(Input.Key.REDRAW)) {
      display.forget();
    } else if (Frame.fits(whole.width(), whole.height())) {
      Navigation before = navigation;
      Navigation.Move move = navigation.on(Frame.inside(input), size());
      if (move.to().isOver()) {
        return leave(0);
      }
      Deeds.of(before, input, move.to()).forEach(trail::happened);
      go(move);
    } else if (input.is('q')) {
      return leave(0);
    }
    return OptionalInt.empty();
  }

  /// Launches end with the console: that is asked first.
  private OptionalInt leave(int code) {
    if (launches.running() > 0) {
      leaving = OptionalInt.of(code);
      return OptionalInt.empty();
    }
    return OptionalInt.of(code);
  }

  private OptionalInt answered(Input input) {
    if (input.is('y') || input.is(Input.Key.INTERRUPT)) {
      trail.happened(new Trail.Deed("confirm", question().orElseThrow().what()));
      return leaving;
    }
    if (input.is('n') || input.is(Input.Key.ESCAPE)) {
      leaving = OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private Optional<Question> question() {
    return leaving.isEmpty() ? Optional.empty() : Optional.of(Question.leaving(launches.running()));
  }

  /// The shell has had the terminal meanwhile.
  private void again() throws IOException {
    terminal.disableRawMode();
    terminal.enableRawMode();
    terminal.enterAlternateScreen();
    display.forget();
  }

  private Size size() {
    dev.tamboui.layout.Size whole = terminal.size();
    return Frame.inside(whole.width(), whole.height());
  }

  /// What a launch is linked to is the screen that the operator was on.
  private void go(Navigation.Move move) {
    SpanContext from = trail.here();
    if (!move.to().isOver() && !move.to().isAt(navigation)) {
      trail.show(move.to().seen().name());
    }
    navigation = move.to();
    if (move.closed() >= 0) {
      loader.forget(move.closed());
    }
    for (Navigation.Asked each : move.asked()) {
      loader.ask(
          each.screen(),
          each.request() instanceof Request.Launch(String workspace, _)
              ? new Request.Launch(workspace, from)
              : each.request());
    }
  }
}
