package dev.clew.container;

import org.jspecify.annotations.Nullable;

/// Where the figures of a container come from.
interface UsageSource {
  /// The figures of this moment, or null when there are none any more.
  @Nullable ContainerUsage read();

  /// Whether reading costs next to nothing, so that it may happen often.
  boolean isCheap();

  /// Ends a reading that is going on: its figures are not wanted any more.
  void close();
}
