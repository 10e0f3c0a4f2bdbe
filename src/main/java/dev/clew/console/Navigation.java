package dev.clew.console;

import java.util.ArrayList;
import java.util.List;

/// The screens that are open, one on top of the other. Immutable.
///
/// @param open the one that is seen last
/// @param next number of the screen to open next
record Navigation(List<Opened> open, int next) {
  /// A screen and the number by which news find it.
  record Opened(int number, Screen screen) {}

  /// What a screen wants to know.
  record Asked(int screen, Request request) {}

  /// Where an input or news lead.
  ///
  /// @param closed number of the screen that was closed, or -1
  record Move(Navigation to, List<Asked> asked, int closed) {}

  /// Nothing open.
  static final Navigation NOWHERE = new Navigation(List.of(), 0);

  /// Whether the operator has left the last screen.
  boolean isOver() {
    return open.isEmpty();
  }

  /// Whether the same screen is seen, in whatever state.
  boolean isAt(Navigation other) {
    return !other.isOver() && open.getLast().number() == other.open.getLast().number();
  }

  Screen seen() {
    return open.getLast().screen();
  }

  List<Screen> way() {
    return open.stream().map(Opened::screen).toList();
  }

  /// Opens a screen on top.
  Move to(Screen screen) {
    List<Opened> screens = new ArrayList<>(open);
    screens.add(new Opened(next, screen));
    List<Asked> asked = screen.wanted().stream().map(each -> new Asked(next, each)).toList();
    return new Move(new Navigation(List.copyOf(screens), next + 1), asked, -1);
  }

  private Move back() {
    List<Opened> screens = open.subList(0, open.size() - 1);
    return new Move(new Navigation(List.copyOf(screens), next), List.of(), open.getLast().number());
  }

  /// The way of an input. What is the same everywhere is decided here.
  Move on(Input input, Size size) {
    if (seen().question().isPresent()) {
      return answer(input);
    }
    if (!seen().isTyping()) {
      if (input.is('q')) {
        return back();
      }
      if (input.is('?') && !(seen() instanceof HelpScreen)) {
        return to(HelpScreen.of());
      }
      if (input.is('w') && !(seen() instanceof WorkspacesScreen)) {
        return to(WorkspacesScreen.of());
      }
      if (input.is('s') && !(seen() instanceof SettingsScreen)) {
        return to(SettingsScreen.of());
      }
    }
    return took(open.size() - 1, seen().on(input, size));
  }

  /// A question takes yes or no alone.
  private Move answer(Input input) {
    boolean no = input.is('n') || input.is(Input.Key.ESCAPE);
    return input.is('y') || no
        ? took(open.size() - 1, seen().answered(!no))
        : new Move(this, List.of(), -1);
  }

  /// The way of news for one screen; none where that is closed.
  Move on(int screen, News news, Size size) {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).number() == screen) {
        return took(i, open.get(i).screen().on(news, size));
      }
    }
    return new Move(this, List.of(), -1);
  }

  private Move took(int at, Step step) {
    int number = open.get(at).number();
    return switch (step) {
      case Step.Stay(Screen screen, List<Request> requests) ->
          new Move(
              with(at, screen),
              requests.stream().map(each -> new Asked(number, each)).toList(),
              -1);
      case Step.Open(Screen beneath, Screen screen) ->
          // News of a screen that is not seen open nothing over the one that is.
          at == open.size() - 1
              ? with(at, beneath).to(screen)
              : new Move(with(at, beneath), List.of(), -1);
      case Step.Back() -> back();
    };
  }

  private Navigation with(int at, Screen screen) {
    List<Opened> screens = new ArrayList<>(open);
    screens.set(at, new Opened(open.get(at).number(), screen));
    return new Navigation(List.copyOf(screens), next);
  }
}
