package dev.clew.runfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clew.config.Home;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// Removes old runs of a home when that is due: once a day, or when there is a tenth more than are
/// to be kept. One look at the clock is not believed: a run is too old when it was so at the look
/// before, a day ago or earlier. So no run is removed because of a clock that is wrong for a while.
///
/// The time of that look is in `data/diagnostics/pruned`, in seconds since 1970.
public final class Upkeep {
  private static final Duration DAY = Duration.ofDays(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final Home home;
  private final RunFileRetention retention;

  public Upkeep(Home home, RunFileRetention retention) {
    this.home = home;
    this.retention = retention;
  }

  /// Removes what is due to be removed.
  ///
  /// @throws IOException when a file cannot be read or removed
  public void look(Instant now) throws IOException {
    Instant before = lastLook();
    boolean daily = !now.isBefore(before.plus(DAY));
    if (daily || before.isAfter(now)) {
      note(now);
    }
    // Where the look before was in the future, none is old.
    Instant aged = before.isAfter(now) ? Instant.EPOCH : before;
    if (daily || home.countRunFiles() > retention.keep() + retention.keep() / 10) {
      retention.prune(home.runFiles(), now, aged, false);
    }
  }

  private Path noted() {
    return home.runs().resolveSibling("pruned");
  }

  /// 1970 when there was none.
  private Instant lastLook() throws IOException {
    try {
      String seconds = new String(Files.readAllBytes(noted()), US_ASCII);
      return SECONDS.matcher(seconds).matches()
          ? Instant.ofEpochSecond(Long.parseLong(seconds))
          : Instant.EPOCH;
    } catch (NoSuchFileException never) {
      return Instant.EPOCH;
    }
  }

  private void note(Instant now) throws IOException {
    try (FileChannel file = PrivateFiles.append(noted())) {
      file.truncate(0);
      file.write(ByteBuffer.wrap(Long.toString(now.getEpochSecond()).getBytes(US_ASCII)));
    }
  }
}
