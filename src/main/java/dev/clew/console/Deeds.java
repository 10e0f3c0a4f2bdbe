package dev.clew.console;

import dev.clew.console.Navigation.Opened;
import dev.clew.console.Trail.Deed;
import java.util.ArrayList;
import java.util.List;

/// What an input was, seen from where it led.
final class Deeds {
  private Deeds() {}

  /// The selections, confirmations and launches of one input.
  ///
  /// @param before the open screens before it, of which there is one at least
  static List<Deed> of(Navigation before, Input input, Navigation after) {
    List<Deed> deeds = new ArrayList<>();
    Opened from = before.open().getLast();
    if (input.is('y')) {
      from.screen().question().ifPresent(asked -> deeds.add(new Deed("confirm", asked.what())));
    }
    if (after.isOver()) {
      return deeds;
    }
    Opened to = after.open().getLast();
    if (isLaunch(from.screen(), to.screen())) {
      deeds.add(new Deed("launch", to.screen().subject()));
    } else if (to.number() > from.number()) {
      if (!to.screen().subject().isEmpty()) {
        deeds.add(new Deed("select", to.screen().subject()));
      }
    } else if (to.number() == from.number()) {
      if (from.screen().isTyping() && !to.screen().isTyping() && input.is(Input.Key.ENTER)) {
        deeds.add(new Deed("confirm", "search"));
      }
      if (isSaving(to.screen()) && !isSaving(from.screen())) {
        deeds.add(new Deed("confirm", "save"));
      }
      String selection = selection(from.screen(), to.screen());
      if (!selection.isEmpty()) {
        deeds.add(new Deed("select", selection));
      }
    }
    return deeds;
  }

  private static boolean isLaunch(Screen from, Screen to) {
    return to instanceof LaunchScreen launch
        && launch.isStarting()
        && !(from instanceof LaunchScreen before && before.isStarting());
  }

  private static boolean isSaving(Screen screen) {
    return screen instanceof FormScreen form && form.saving();
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
      case WorkspacesScreen list
          when from instanceof WorkspacesScreen old && !list.editing().equals(old.editing()) ->
          list.editing();
      default -> "";
    };
  }
}
