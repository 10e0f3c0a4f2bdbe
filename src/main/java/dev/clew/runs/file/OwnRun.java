package dev.clew.runs.file;

import dev.clew.runfile.RunFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The file of a run that this process records, which it keeps open.
public record OwnRun(RunFile file) implements OpenRun {
  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return file.read(into, position);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void close() {}
}
