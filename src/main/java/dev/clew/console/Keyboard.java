package dev.clew.console;

import dev.tamboui.tui.bindings.Bindings;
import dev.tamboui.tui.bindings.DefaultBindings;
import dev.tamboui.tui.event.Event;
import dev.tamboui.tui.event.EventParser;
import dev.tamboui.tui.event.KeyEvent;
import dev.tamboui.tui.event.MouseButton;
import dev.tamboui.tui.event.MouseEvent;
import dev.tamboui.tui.event.MouseEventKind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what the terminal sends into what the operator does.
final class Keyboard {
  private static final int WHEEL = 3;
  private static final int WAIT = 60_000;
  private static final int ESCAPE = 0x1b;

  /// Milliseconds within which the rest of a sequence comes.
  private static final int SEQUENCE = 50;

  private final TerminalBackend terminal;

  /// The console has bindings of its own.
  private final Bindings none = DefaultBindings.builder().build();

  Keyboard(TerminalBackend terminal) {
    this.terminal = terminal;
  }

  /// Waits for the next input.
  ///
  /// @return null when the terminal is gone
  @Nullable Input next() throws IOException {
    while (terminal.peek(WAIT) != TerminalBackend.END) {
      if (isEscapeAlone()) {
        return new Input.Press(Input.Key.ESCAPE);
      }
      Event event = EventParser.readEvent(terminal, 0, none);
      Optional<Input> input = event == null ? Optional.empty() : of(event);
      if (input.isPresent()) {
        return input.get();
      }
    }
    return null;
  }

  /// Takes an Escape that begins no sequence, however soon the next key follows it.
  private boolean isEscapeAlone() {
    if (terminal.peek(0) != ESCAPE) {
      return false;
    }
    var _ = terminal.read(0);
    int after = terminal.peek(SEQUENCE);
    if (after == '[' || after == 'O') {
      terminal.unread(ESCAPE);
      return false;
    }
    return true;
  }

  /// What an event stands for; nothing for one that has no meaning here.
  static Optional<Input> of(Event event) {
    return switch (event) {
      case KeyEvent key -> key(key);
      case MouseEvent mouse -> mouse(mouse);
      default -> Optional.empty();
    };
  }

  private static Optional<Input> mouse(MouseEvent mouse) {
    return switch (mouse.kind()) {
      case MouseEventKind.SCROLL_UP -> Optional.of(new Input.Wheel(-WHEEL));
      case MouseEventKind.SCROLL_DOWN -> Optional.of(new Input.Wheel(WHEEL));
      case MouseEventKind.PRESS ->
          mouse.button() == MouseButton.LEFT
              ? Optional.of(new Input.Click(mouse.x(), mouse.y()))
              : Optional.empty();
      case MouseEventKind.RELEASE, MouseEventKind.DRAG, MouseEventKind.MOVE -> Optional.empty();
    };
  }

  private static Optional<Input> key(KeyEvent event) {
    return switch (event.code()) {
      case CHAR -> character(event);
      case UP -> press(Input.Key.UP);
      case DOWN -> press(Input.Key.DOWN);
      case LEFT -> press(Input.Key.LEFT);
      case RIGHT -> press(Input.Key.RIGHT);
      case PAGE_UP -> press(Input.Key.PAGE_UP);
      case PAGE_DOWN -> press(Input.Key.PAGE_DOWN);
      case HOME -> press(Input.Key.HOME);
      case END -> press(Input.Key.END);
      case ENTER -> press(Input.Key.ENTER);
      case ESCAPE -> press(Input.Key.ESCAPE);
      case TAB -> press(Input.Key.TAB);
      case BACKSPACE -> press(Input.Key.BACKSPACE);
      case DELETE -> press(Input.Key.DELETE);
      default -> Optional.empty();
    };
  }

  private static Optional<Input> character(KeyEvent event) {
    if (!event.hasCtrl()) {
      boolean plain = !event.hasAlt() && !Character.isISOControl(event.character());
      return plain ? Optional.of(new Input.Letter(event.character())) : Optional.empty();
    }
    return switch (event.character()) {
      case 'c' -> press(Input.Key.INTERRUPT);
      case 'z' -> press(Input.Key.SUSPEND);
      case 'l' -> press(Input.Key.REDRAW);
      case 's' -> press(Input.Key.SAVE);
      case 'h' -> press(Input.Key.BACKSPACE);
      default -> Optional.empty();
    };
  }

  private static Optional<Input> press(Input.Key key) {
    return Optional.of(new Input.Press(key));
  }
}
