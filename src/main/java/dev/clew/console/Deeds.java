package dev.clew.console;

import dev.clew.console.Navigation.Opened;
import dev.clew.console.Trail.Deed;
import java.util.ArrayList;
import java.util.List;

/// What an input was, seen from where it led.
final class Deeds {
  private Deeds() {}

  /// The selections and confirmations of one input.
  ///
  /// @param before the open screens before it, of which there is one at least
  static List<Deed> of(Navigation before, Input input, Navigation after) {
    if (after.isOver()) {
      return List.of();
    }
    List<Deed> deeds = new ArrayList<>();
    Opened from = before.open().getLast();
    Opened to = after.open().getLast();
    if (to.number() > from.number()) {
      if (!to.screen().subject().isEmpty()) {
        deeds.add(new Deed("select", to.screen().subject()));
      }
    } else if (to.number() == from.number()) {
      if (from.screen().isTyping() && !to.screen().isTyping() && input.is(Input.Key.ENTER)) {
        deeds.add(new Deed("confirm", "search"));
      }
      String selection = selection(from.screen(), to.screen());
      if (!selection.isEmpty()) {
        deeds.add(new Deed("select", selection));
      }
    }
    return deeds;
  }

  private static String selection(Screen from, Screen to) {
    return switch (to) {
      case RunsScreen runs when from instanceof RunsScreen old ->
          runs.marked().stream()
              .filter(each -> !old.marked().contains(each))
              .map(RunRow::id)
              .findFirst()
              .orElse("");
      case RunScreen run when from instanceof RunScreen old && run.shown() != old.shown() ->
          run.parts().get(run.shown()).label();
      default -> "";
    };
  }
}
