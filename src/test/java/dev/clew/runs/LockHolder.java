package dev.clew.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Another process that holds a run's lock, as the recorder does: until its standard input ends.
public final class LockHolder implements Closeable {
  private final Process process;

  private LockHolder(Process process) {
    this.process = process;
  }

  /// Starts the process and waits until it holds the lock.
  public static LockHolder of(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                LockHolder.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != 'L') {
      throw new IOException("no lock");
    }
    return new LockHolder(process);
  }

  /// Ends the process and waits until it is gone.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /// Holds the lock of the file that the only argument names.
  public static void main(String... args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.lock(1L << 62, 1, false)) {
      System.out.write(lock.isValid() ? 'L' : 'N');
      System.out.flush();
      int end = System.in.read();
      System.exit(end < 0 ? 0 : 1);
    }
  }
}
