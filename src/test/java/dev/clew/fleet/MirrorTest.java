package dev.clew.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.fleet.bus.Bucket.Versioned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private final MemoryBucket bucket = new MemoryBucket();
  private final List<String> seen = new ArrayList<>();
  private final Mirror<Count> mirror =
      new Mirror<>(bucket, Count.class).observed((key, value) -> seen.add(key + " " + value));

  record Count(int number) {}

  @BeforeEach
  void open() throws InterruptedException {
    var _ = bucket.create("old", FleetJson.bytes(new Count(7)));
    mirror.open();
  }

  @Test
  void hasWhatIsThere() {
    assertThat(mirror.get("old")).contains(new Count(7));
    assertThat(mirror.create("old", new Count(1))).isFalse();
  }

  @Test
  void changesWhatTheBucketHoldsNotWhatIsInMemory() {
    var _ = bucket.update("old", FleetJson.bytes(new Count(10)), 1);

    assertThat(mirror.update("old", old -> new Count(old.number() + 1))).isEqualTo(new Count(11));
    assertThat(mirror.get("old")).contains(new Count(11));
  }

  @Test
  void isNotSetBackByALateWatch() {
    mirror.update("old", _ -> new Count(8));
    bucket.show("old", new Versioned(FleetJson.bytes(new Count(7)), 1));

    assertThat(mirror.get("old")).contains(new Count(8));
    assertThat(seen).containsExactly("old Count[number=7]", "old Count[number=8]");
  }

  @Test
  void looksWhereTheWatchIsBehind() {
    var _ = bucket.create("new", FleetJson.bytes(new Count(3)));
    assertThat(mirror.get("new")).isEmpty();

    assertThat(mirror.fetch("new")).contains(new Count(3));
    assertThat(mirror.fetch("none")).isEmpty();
  }

  @Test
  void tellsOfWhatIsRemoved() {
    bucket.show("old", null);

    assertThat(mirror.get("old")).isEmpty();
    assertThat(seen).endsWith("old null");
    bucket.remove("old");
    assertThatThrownBy(() -> mirror.update("old", old -> old)).isInstanceOf(ClewError.class);
  }
}
