package dev.clew.run.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which of this process' streams lead into a Clew further out that records every line: a step of a
/// recorded run leaves them to it, or each line would be in the run twice.
///
/// A recorded stream is named as the kernel names it, `pipe:[4711]` or `/dev/pts/3`, in the
/// variable `CLEW_RECORDED`.
public final class RecordedStreams {
  private static final String VARIABLE = "CLEW_RECORDED";

  private final Path proc;
  private final List<String> outer;
  private final List<String> inner = new ArrayList<>();

  /// Reads which streams are recorded already.
  ///
  /// @param environment of this process
  /// @param proc where `/proc` lies
  public RecordedStreams(Map<String, String> environment, Path proc) {
    this.proc = proc;
    this.outer = List.of(environment.getOrDefault(VARIABLE, "").split(" "));
  }

  /// Whether this process' descriptor is recorded further out.
  public boolean contains(int descriptor) {
    return outer.contains(name(descriptor));
  }

  /// Whether this process' descriptor is a pipe.
  public boolean isPipe(int descriptor) {
    return isPipe(name(descriptor));
  }

  /// Whether a stream is a pipe, by its name.
  public static boolean isPipe(String name) {
    return name.startsWith("pipe:");
  }

  /// Adds a stream by its name.
  public void add(String name) {
    inner.add(name);
  }

  /// Tells a child which of its streams are recorded.
  public void applyTo(Map<String, String> environment) {
    environment.remove(VARIABLE);
    if (!inner.isEmpty()) {
      environment.put(VARIABLE, String.join(" ", inner));
    }
  }

  /// The kernel's name of what is open under a descriptor.
  public String name(int descriptor) {
    try {
      return Files.readSymbolicLink(proc.resolve("self/fd/" + descriptor)).toString();
    } catch (IOException closed) {
      return "closed";
    }
  }
}
