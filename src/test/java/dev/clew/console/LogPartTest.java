package dev.clew.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.console.Input.Key;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A log while it is read, searched and followed.
class LogPartTest {
  private static final Size SIZE = new Size(80, 18);

  private static List<LogRow> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Samples.line(i, "line " + i)).toList();
  }

  private static LogPart log(int count) {
    LogPart log = LogPart.of(false);
    for (int from = 0; from < count; from += 700) {
      log = log.plus(lines(from, Math.min(count, from + 700)), from + 700 >= count, SIZE.rows());
    }
    return log;
  }

  private static LogPart after(LogPart log, String keys) {
    RunPart now = log;
    for (Object input : Samples.keys(keys)) {
      now = now.on((Input) input, SIZE);
    }
    return (LogPart) now;
  }

  @Test
  void keepsAllLinesOfALongLogInOrder() {
    LogText text = log(100_000).text();

    assertThat(text.size()).isEqualTo(100_000);
    for (int i = 0; i < text.size(); i++) {
      assertThat(text.get(i).text()).isEqualTo("line " + i);
    }
  }

  @Test
  void leavesTheFirstLinesOfAnEndlessOneOut() {
    LogPart log = log(LogText.MOST + 2500);

    assertThat(log.text().dropped()).isEqualTo(3000);
    assertThat(log.text().get(0).text()).isEqualTo("line 3000");
    assertThat(after(log, "<END>").note().text())
        .isEqualTo("line 202,500 of 202,500 · the first 3,000 are left out");
  }

  @Test
  void findsForwardsAndBackwardsAndRoundTheEnd() {
    LogPart found = after(log(100_000), "/LINE 999<ENTER>");

    assertThat(found.cursor().selected()).isEqualTo(999);
    assertThat(after(found, "n").cursor().selected()).isEqualTo(9990);
    assertThat(after(found, "nN").cursor().selected()).isEqualTo(999);
    assertThat(after(found, "N").cursor().selected()).isEqualTo(99_999);
    assertThat(after(found, "/no such line<ENTER>").note().text()).contains("is not in the log");
    assertThat(after(found, "/x<ESCAPE>").search()).isEmpty();
  }

  @Test
  void followsUntilTheCursorIsMoved() {
    LogPart live = LogPart.of(true).plus(lines(0, 50), false, SIZE.rows());

    assertThat(live.cursor().selected()).isEqualTo(49);
    assertThat(live.plus(lines(50, 60), false, SIZE.rows()).cursor().selected()).isEqualTo(59);
    assertThat(after(live, "k").plus(lines(50, 60), false, SIZE.rows()).cursor().selected())
        .isEqualTo(48);
    assertThat(after(live, "kf").plus(lines(50, 60), false, SIZE.rows()).cursor().selected())
        .isEqualTo(59);
  }

  @Test
  void theEndOfALogThatIsStillReadIsYetToCome() {
    LogPart begun = LogPart.of(false).plus(lines(0, 50), false, SIZE.rows());
    LogPart read =
        ((LogPart) begun.on(new Input.Press(Key.END), SIZE)).plus(lines(50, 90), true, 18);

    assertThat(read.cursor().selected()).isEqualTo(89);
  }
}
