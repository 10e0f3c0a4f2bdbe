package dev.clew.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private final MemoryBucket bucket = new MemoryBucket();
  private final Mirror<Count> mirror = new Mirror<>(bucket, Count.class);

  record Count(int number) {}

  @BeforeEach
  void load() {
    var _ = bucket.create("old", FleetJson.bytes(new Count(7)));
    mirror.load();
  }

  @Test
  void hasWhatIsThere() {
    assertThat(mirror.get("old")).contains(new Count(7));
    assertThat(mirror.create("old", new Count(1))).isFalse();
    assertThat(mirror.values()).containsExactly(new Count(7));
  }

  @Test
  void changesWhatTheBucketHoldsNotWhatIsInMemory() {
    var _ = bucket.update("old", FleetJson.bytes(new Count(10)), 1);

    assertThat(mirror.update("old", old -> new Count(old.number() + 1))).isEqualTo(new Count(11));
    assertThat(mirror.get("old")).contains(new Count(11));
  }

  @Test
  void whatIsTheSameIsNotWritten() {
    assertThat(mirror.update("old", _ -> new Count(7))).isEqualTo(new Count(7));

    assertThat(bucket.get("old")).get().extracting("revision").isEqualTo(1L);
  }

  @Test
  void seesWhatOthersWriteAndRemove() {
    var _ = bucket.create("new", FleetJson.bytes(new Count(3)));
    bucket.remove("old");
    assertThat(mirror.get("new")).isEmpty();

    mirror.load();

    assertThat(mirror.get("new")).contains(new Count(3));
    assertThat(mirror.get("old")).isEmpty();
    assertThatThrownBy(() -> mirror.update("old", old -> old)).isInstanceOf(ClewError.class);
  }

  @Test
  void looksForWhatItHasNotSeenYet() {
    var _ = bucket.create("new", FleetJson.bytes(new Count(3)));

    assertThat(mirror.fetch("new")).contains(new Count(3));
    assertThat(mirror.fetch("none")).isEmpty();
  }
}
