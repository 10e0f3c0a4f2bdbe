package dev.clew.runs.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/// The file of a run of another process.
record ForeignRun(FileChannel channel) implements OpenRun {
  private static final long LOCK_POSITION = 1L << 62;

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public boolean live() {
    try (var lock = channel.tryLock(LOCK_POSITION, 1, true)) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    } catch (IOException _) {
      // A file system without locks: nobody can be known to hold one.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
