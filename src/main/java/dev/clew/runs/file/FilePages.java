package dev.clew.runs.file;

import dev.clew.error.ClewError;
import dev.clew.runs.Run;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunPaging;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Run files in an order that is fixed; only those that are asked for are read.
final class FilePages implements RunPaging {
  private final List<RunFileHandle> files;
  private final Function<RunFileHandle, Run> reader;

  FilePages(List<RunFileHandle> files, Function<RunFileHandle, Run> reader) {
    this.files = new ArrayList<>(files);
    this.reader = reader;
  }

  @Override
  public synchronized Page read(int from, int count) {
    List<Run> runs = new ArrayList<>();
    while (runs.size() < count && from + runs.size() < files.size()) {
      int at = from + runs.size();
      try {
        runs.add(reader.apply(files.get(at)));
      } catch (ClewError _) {
        // Pruning removes files at any time; what is there and unreadable, `clew runs` names.
        files.remove(at);
      }
    }
    return new Page(List.copyOf(runs), files.size(), true);
  }
}
