package dev.clew.console;

import static dev.clew.console.Samples.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.console.Trail.Deed;
import dev.clew.runs.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is taken down of the operator's keys.
class DeedsTest {
  private static final News ROWS =
      new News.Rows(
          0,
          List.of(Samples.row(1, new State.Ok(), "a"), Samples.row(2, new State.Ok(), "b")),
          2,
          true,
          true,
          0);

  private static List<Deed> deeds(String typed) {
    Navigation now = Navigation.NOWHERE.to(RunsScreen.of()).to();
    now = now.on(0, ROWS, Samples.SIZE).to();
    List<Deed> deeds = new ArrayList<>();
    for (Object input : keys(typed)) {
      Navigation next = now.on((Input) input, Samples.SIZE).to();
      deeds.addAll(Deeds.of(now, (Input) input, next));
      now = next;
    }
    return deeds;
  }

  @Test
  void whatIsOpenedIsSelected() {
    assertThat(deeds("j<ENTER>2q")).containsExactly(select("0000000000000002"), select("log"));
  }

  @Test
  void whatIsMarkedIsSelectedAndNotWhatIsUnmarked() {
    assertThat(deeds(" k c"))
        .containsExactly(select("0000000000000001"), select("0000000000000002"));
  }

  /// What is typed may be a secret.
  @Test
  void aFilterIsConfirmedWithoutItsText() {
    assertThat(deeds("/abc<ENTER>")).containsExactly(new Deed("confirm", "search"));
    assertThat(deeds("/abc<ESCAPE>")).isEmpty();
  }

  @Test
  void movingAboutIsNothing() {
    assertThat(deeds("jkjk?qq")).isEmpty();
  }

  private static List<Deed> deedsOfWorkspaces(String typed) {
    WorkspaceRow row = new WorkspaceRow("api", "make", "", "", List.of(), true, Optional.empty());
    WorkspaceRow evil = new WorkspaceRow("evil", "", "", "no", List.of(), false, Optional.empty());
    Navigation now = Navigation.NOWHERE.to(RunsScreen.of()).to().to(WorkspacesScreen.of()).to();
    now = now.on(1, new News.Listed(List.of(row, evil), Set.of("api")), Samples.SIZE).to();
    List<Deed> deeds = new ArrayList<>();
    for (Object input : keys(typed)) {
      Navigation next = now.on((Input) input, Samples.SIZE).to();
      deeds.addAll(Deeds.of(now, (Input) input, next));
      now = next;
    }
    return deeds;
  }

  @Test
  void aLaunchIsAnEventOfTheScreenThatItStartsFrom() {
    assertThat(deedsOfWorkspaces("<ENTER>")).containsExactly(new Deed("launch", "api"));
    assertThat(deedsOfWorkspaces("l<UP>")).containsExactly(new Deed("launch", "api"));
    assertThat(deedsOfWorkspaces("jl")).as("one that cannot be launched").isEmpty();
  }

  @Test
  void whatIsAnsweredWithYesIsConfirmed() {
    assertThat(deedsOfWorkspaces("dn")).isEmpty();
    assertThat(deedsOfWorkspaces("dqy")).containsExactly(new Deed("confirm", "delete api"));
    assertThat(deedsOfWorkspaces("e")).containsExactly(select("api"));
  }

  /// What is typed into a form may be a secret.
  @Test
  void savingIsConfirmedWithoutWhatIsTyped() {
    assertThat(deedsOfWorkspaces("nbad name<SAVE><ESCAPE>n<ESCAPE>y"))
        .containsExactly(new Deed("confirm", "leave without saving"));
    assertThat(deedsOfWorkspaces("nweb<DOWN>make<SAVE>"))
        .containsExactly(new Deed("confirm", "save"));
  }

  private static Deed select(String what) {
    return new Deed("select", what);
  }
}
