package dev.clew.console;

import static dev.clew.console.Samples.after;
import static dev.clew.console.Samples.asked;
import static dev.clew.console.Samples.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.console.Input.Key;
import dev.clew.runs.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What keys and news make of the list of runs.
class RunsScreenTest {
  private static final int MANY = 100_000;

  private static News.Rows rows(int from, int count, int total, boolean fresh) {
    List<RunRow> rows =
        IntStream.range(from, Math.min(total, from + count))
            .mapToObj(i -> Samples.row(total - i, new State.Ok(), "run " + (total - i)))
            .toList();
    return new News.Rows(from, rows, total, true, fresh, 0);
  }

  private static RunsScreen many() {
    return (RunsScreen) after(RunsScreen.of(), rows(0, 200, MANY, true));
  }

  @Test
  void onlyRowsThatAreSeenAreAskedFor() {
    RunsScreen end = (RunsScreen) after(many(), new Input.Press(Key.END));

    assertThat(asked(many(), new Input.Press(Key.PAGE_DOWN))).isEmpty();
    assertThat(asked(many(), new Input.Press(Key.END)))
        .singleElement()
        .isInstanceOfSatisfying(
            Request.Rows.class,
            request -> {
              assertThat(request.from()).isLessThanOrEqualTo(end.cursor().top());
              assertThat(request.count()).isLessThan(1000);
              assertThat(request.fresh()).isFalse();
            });
    assertThat(end.cursor().selected()).isEqualTo(MANY - 1);
    assertThat(Samples.frame(end)).contains("…", "100000 of 100,000");
    assertThat(Samples.frame(after(end, rows(MANY - 300, 300, MANY, false))))
        .contains("› ok           00000000  run 1");
  }

  @Test
  void theCursorStaysOnItsRunWhenOthersCome() {
    RunsScreen before = (RunsScreen) after(many(), keys("<DOWN><DOWN>"));
    RunsScreen later = (RunsScreen) after(before, rows(0, 200, MANY + 3, true));

    assertThat(before.window().at(before.cursor().selected()).id())
        .isEqualTo(later.window().at(later.cursor().selected()).id());
    assertThat(later.cursor()).isEqualTo(new ListCursor(5, 0));
  }

  @Test
  void theListIsReadAnewEverySecondUnlessThatTakesLong() {
    News slow = new News.Rows(0, rows(0, 9, 9, true).rows(), 9, true, true, 300);

    assertThat(asked(many(), new News.Tick())).isNotEmpty();
    assertThat(asked(after(many(), new News.Tick()), new News.Tick())).isEmpty();
    assertThat(asked(after(many(), slow), new News.Tick())).isEmpty();
    assertThat(
            asked(
                after(many(), slow, new News.Tick(), new News.Tick(), new News.Tick()),
                new News.Tick()))
        .isNotEmpty();
  }

  @Test
  void everyCharacterOfTheFilterSearches() {
    Screen typed = after(many(), keys("/ma"));

    assertThat(asked(typed, new Input.Letter('k'))).containsExactly(new Request.Search("mak"));
    assertThat(asked(typed, new Input.Press(Key.BACKSPACE)))
        .containsExactly(new Request.Search("m"));
    assertThat(asked(typed, new Input.Press(Key.ESCAPE))).containsExactly(new Request.StopSearch());
    assertThat(after(typed, keys("q")).isTyping()).isTrue();
  }

  @Test
  void aFilterShowsWhatWasFoundAndWhatComesLater() {
    RunRow found = Samples.row(7, new State.Ok(), "make");
    Screen kept =
        after(
            after(many(), keys("/make")),
            new News.Matches("make", List.of(found), MANY, true),
            new Input.Press(Key.ENTER));
    RunRow newer = Samples.row(8, new State.Ok(), "make again");

    assertThat(after(kept, new Input.Press(Key.ENTER)).title()).isEqualTo("make");
    assertThat(
            Samples.frame(
                after(kept, new News.Rows(0, List.of(newer, found), MANY, true, true, 0))))
        .contains("make again")
        .contains("of 2");
    assertThat(Samples.frame(after(kept, new Input.Press(Key.ESCAPE)))).contains("of 100,000");
  }

  @Test
  void wordsOfAFilterAreFoundAnywhere() {
    RunRow row = Samples.row(0xabc, new State.Interrupted(), "Make Test");

    assertThat(row.matches("make test")).isTrue();
    assertThat(row.matches("test inter")).isTrue();
    assertThat(row.matches("abc shop")).isTrue();
    assertThat(row.matches("make failed")).isFalse();
  }

  @Test
  void twoMarkedRunsAreComparedTheEarlierOneFirst() {
    Screen marked = after(many(), keys("   "));

    assertThat(((RunsScreen) marked).marked()).hasSize(2);
    assertThat(((CompareScreen) after(marked, keys("c"))).ids()).hasSize(2);
    assertThat(((CompareScreen) after(many(), keys("c"))).ids()).hasSize(1);
  }

  @Test
  void aClickSelectsAndASecondOneOpens() {
    Screen clicked = after(many(), new Input.Click(10, 4));

    assertThat(((RunsScreen) clicked).cursor().selected()).isEqualTo(3);
    assertThat(after(clicked, new Input.Click(10, 4))).isInstanceOf(RunScreen.class);
    assertThat(((RunsScreen) after(many(), new Input.Wheel(3))).cursor().selected()).isEqualTo(3);
  }
}
