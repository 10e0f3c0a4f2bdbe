package dev.clew.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Looks for the control group of a container from before its start, so that there are figures of
/// one that ends before the engine has told that it runs.
final class GroupWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 3_000_000;

  private final Thread thread;
  private volatile boolean ended;

  private GroupWatch(Path proc, String id, Consumer<UsageSource> found) {
    this.thread =
        Thread.ofPlatform().daemon().name("clew-group").unstarted(() -> watch(proc, id, found));
  }

  /// Begins to look.
  ///
  /// @param proc where `/proc` lies
  /// @param id of the container
  /// @param found takes the group, unless it is elsewhere
  static GroupWatch start(Path proc, String id, Consumer<UsageSource> found) {
    var watch = new GroupWatch(proc, id, found);
    watch.thread.start();
    return watch;
  }

  private void watch(Path proc, String id, Consumer<UsageSource> found) {
    try {
      CgroupMounts mounts = CgroupMounts.read(proc);
      for (UsageSource group = null; group == null && !ended; ) {
        group = CgroupUsage.of(mounts, id);
        if (group != null) {
          found.accept(group);
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (IOException noMounts) {
      // The engine is asked, then.
    }
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
  }
}
