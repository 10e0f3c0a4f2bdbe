package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(40);

  @TempDir Path directory;
  private Home home;

  @BeforeEach
  void home() throws IOException {
    home = new Home(directory);
    Files.createDirectories(home.runs());
  }

  private void look(int keep, Duration after) throws IOException {
    new Upkeep(home, new RunFileRetention(keep, Duration.ofDays(30))).look(NOW.plus(after));
  }

  private void file(String name, Duration age) throws IOException {
    Path file = Files.writeString(home.runs().resolve(name + ".jsonl"), "{}\n");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private List<String> names() throws IOException {
    return home.runFiles().stream().map(f -> f.getFileName().toString()).sorted().toList();
  }

  @Test
  void aClockThatIsAheadForAWhileRemovesNothing() throws IOException {
    file("young", Duration.ofDays(1));
    look(200, Duration.ZERO);

    look(200, AHEAD);
    look(200, AHEAD.plusHours(1));
    look(200, Duration.ofHours(1));
    look(200, Duration.ofHours(2));

    assertThat(names()).containsExactly("young.jsonl");
  }

  @Test
  void theOldGoADayAfterTheyWereSeen() throws IOException {
    file("old", Duration.ofDays(31));
    look(200, Duration.ZERO);
    assertThat(names()).containsExactly("old.jsonl");

    look(200, Duration.ofDays(1));

    assertThat(names()).isEmpty();
  }

  @Test
  void aTenthMayLieThereUntilTheNextLook() throws IOException {
    look(20, Duration.ZERO);
    for (int i = 10; i < 32; i++) {
      file("run" + i, Duration.ofHours(i));
    }
    look(20, Duration.ofSeconds(1));
    assertThat(names()).hasSize(22);

    file("run32", Duration.ofHours(32));
    look(20, Duration.ofSeconds(2));

    assertThat(names()).hasSize(20).contains("run29.jsonl").doesNotContain("run30.jsonl");
  }

  @Test
  void runsOfTheFutureDoNotTakeTheOthersPlaces() throws IOException {
    for (int i = 0; i < 3; i++) {
      file("future" + i, AHEAD.negated());
    }
    file("now", Duration.ZERO);
    look(3, Duration.ZERO);
    assertThat(names()).hasSize(3).contains("now.jsonl");
  }

  @Test
  void whatIsNoTimeIsNone() throws IOException {
    Files.writeString(home.runs().resolveSibling("pruned"), "soon");
    file("old", Duration.ofDays(31));

    look(200, Duration.ZERO);

    assertThat(home.runs().resolveSibling("pruned")).hasContent("" + NOW.getEpochSecond());
    assertThat(names()).containsExactly("old.jsonl");
  }
}
