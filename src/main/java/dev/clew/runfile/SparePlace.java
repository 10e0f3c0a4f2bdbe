package dev.clew.runfile;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a run's file goes on when its disk refuses.
@FunctionalInterface
public interface SparePlace {
  /// Memory alone.
  SparePlace MEMORY = () -> null;

  /// The path of a file on another disk, or null for none.
  @Nullable Path path() throws IOException;
}
