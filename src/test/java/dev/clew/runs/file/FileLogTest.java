package dev.clew.runs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Home;
import dev.clew.pattern.LinearPattern;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.runs.LockHolder;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Pause;
import dev.clew.runs.RunFixture;
import dev.clew.runs.SpanChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogTest {
  private static final LogQuery ALL = LogQuery.everything();

  @TempDir Path directory;
  private RunFixture file;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void file() {
    file = RunFixture.run(new Home(directory), "8b4766a1c2d3e4f5");
  }

  private RunReader.Opening opening() {
    return (from, selection) -> RunReader.open(file.path(), from, selection);
  }

  private boolean see(LogEntry entry) {
    return seen.add(entry.body().text());
  }

  private List<String> read(LogQuery query, OptionalInt tail) {
    seen.clear();
    new FileLog(opening(), query, tail).read(this::see);
    return seen;
  }

  @Test
  void putsWhatIsNearlyInOrderIntoOrder() {
    file.output(30, "a", "stdout", "three")
        .output(10, "a", "stdout", "one")
        .output(20, "a", "stderr", "two")
        .output(20, "a", "stdout", "two too");

    assertThat(read(ALL, OptionalInt.empty())).containsExactly("one", "two", "two too", "three");
  }

  @Test
  void readsTheLastOnesFromTheEnd() {
    String padding = "z".repeat(1000);
    for (int i = 0; i < 3000; i++) {
      file.output(i, "a", "stdout", i + " " + padding);
    }
    LogQuery early = query(Level.TRACE, "^1[0-9] ", null, 0, "");

    assertThat(read(ALL, OptionalInt.of(2)))
        .extracting(line -> line.substring(0, 4))
        .containsExactly("2998", "2999");
    assertThat(read(early, OptionalInt.of(3)))
        .extracting(line -> line.substring(0, 2))
        .containsExactly("17", "18", "19");
    assertThat(read(ALL, OptionalInt.of(0))).isEmpty();
  }

  @Test
  void selectsByLevelTextSubsystemTimeAndSpan() {
    file.output(1, "aa11", "stdout", "out")
        .output(2, "bb22", "stderr", "err")
        .logs(
            "clew.user",
            RunFixture.log(3, "", 13, "aa11", "warned"),
            RunFixture.log(4, "", 17, "bb22", "broken", RunFixture.text("subsystem", "store")));

    assertThat(select(query(Level.WARN, null, null, 0, ""))).containsExactly("warned", "broken");
    assertThat(select(query(Level.TRACE, "o[ku]", null, 0, ""))).containsExactly("out", "broken");
    assertThat(select(query(Level.TRACE, null, "store", 0, ""))).containsExactly("broken");
    assertThat(select(query(Level.TRACE, null, "stderr", 0, ""))).containsExactly("err");
    assertThat(select(query(Level.TRACE, null, "user", 0, ""))).containsExactly("warned");
    assertThat(select(query(Level.TRACE, null, null, RunFixture.nanos(3), "")))
        .containsExactly("warned", "broken");
    assertThat(select(query(Level.TRACE, null, null, 0, "aa"))).containsExactly("out", "warned");
  }

  private List<String> select(LogQuery query) {
    return read(query, OptionalInt.empty());
  }

  private static LogQuery query(
      Level level, @Nullable String grep, @Nullable String subsystem, long since, String span) {
    return new LogQuery(
        level,
        Optional.ofNullable(grep).map(LinearPattern::compile),
        Optional.ofNullable(subsystem),
        since,
        SpanChoice.of(span));
  }

  @Test
  void followsUntilTheRunEnds() throws Exception {
    file.output(1, "a", "stdout", "first");
    LockHolder holder = LockHolder.of(file.path());
    int[] pauses = {0};
    Pause script =
        () -> {
          switch (pauses[0]++) {
            case 0 ->
                file.output(2, "a", "stdout", "second").raw("{\"resourceLogs\":[{\"scopeLogs\":");
            case 1 -> {
              seen.add("-");
              file.raw(
                  "[{\"logRecords\":[{\"timeUnixNano\":\"1\",\"body\":{\"stringValue\":\"third\"}}]}]}]}\n");
            }
            default -> {
              file.output(4, "a", "stdout", "last");
              end(holder);
            }
          }
        };

    long damaged = new FileLog(opening(), ALL, OptionalInt.empty()).follow(this::see, script);

    assertThat(seen).containsExactly("first", "second", "-", "third", "last");
    assertThat(damaged).isZero();
    assertThat(pauses[0]).isEqualTo(3);
  }

  @Test
  void followsAfterTheLastOnes() throws Exception {
    file.output(1, "a", "stdout", "one").output(2, "a", "stdout", "two");
    LockHolder holder = LockHolder.of(file.path());

    new FileLog(opening(), ALL, OptionalInt.of(1))
        .follow(
            this::see,
            () -> {
              file.output(3, "a", "stdout", "three");
              end(holder);
            });

    assertThat(seen).containsExactly("two", "three");
  }

  @Test
  void doesNotWaitForARunThatHasEnded() {
    file.output(1, "a", "stdout", "one");

    new FileLog(opening(), ALL, OptionalInt.empty())
        .follow(
            this::see,
            () -> {
              throw new AssertionError("paused");
            });

    assertThat(seen).containsExactly("one");
  }

  @Test
  void endsWhenTheVisitorHasEnough() {
    file.output(1, "a", "stdout", "one").output(2, "a", "stdout", "two");

    new FileLog(opening(), ALL, OptionalInt.empty())
        .read(
            entry -> {
              see(entry);
              return false;
            });

    assertThat(seen).containsExactly("one");
  }

  private static void end(LockHolder holder) throws InterruptedException {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
