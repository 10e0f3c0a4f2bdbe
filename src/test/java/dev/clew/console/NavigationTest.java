package dev.clew.console;

import static dev.clew.console.Samples.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.runs.State;
import org.junit.jupiter.api.Test;

/// The ways that are the same on every screen.
class NavigationTest {
  private static Navigation after(Screen first, String typed) {
    Navigation now = Navigation.NOWHERE.to(first).to();
    for (Object input : keys(typed)) {
      now = now.on((Input) input, Samples.SIZE).to();
    }
    return now;
  }

  @Test
  void settingsAndWorkspacesAreAKeyAwayOnEveryScreen() {
    RunRow row = Samples.row(1, new State.Ok(), "a");
    for (Screen screen :
        new Screen[] {
          RunsScreen.of(),
          RunScreen.of(row),
          HelpScreen.of(),
          LaunchScreen.starting("api"),
          SettingsScreen.of(),
          WorkspacesScreen.of()
        }) {
      assertThat(after(screen, "s").seen()).as(screen.name()).isInstanceOf(SettingsScreen.class);
      assertThat(after(screen, "w").seen()).as(screen.name()).isInstanceOf(WorkspacesScreen.class);
    }
    assertThat(after(RunsScreen.of(), "/ws").seen()).isInstanceOf(RunsScreen.class);
    assertThat(after(SettingsScreen.of(), "s").open()).hasSize(1);
  }

  @Test
  void escapeLeavesEveryScreenButTheFirst() {
    assertThat(after(RunsScreen.of(), "s<ESCAPE><ESCAPE><ESCAPE>").seen())
        .isInstanceOf(RunsScreen.class);
    assertThat(after(RunsScreen.of(), "q").isOver()).isTrue();
  }
}
