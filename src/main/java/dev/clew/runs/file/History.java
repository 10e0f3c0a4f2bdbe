package dev.clew.runs.file;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunAssembly;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunPaging;
import dev.clew.time.EpochNanos;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The runs that a home directory keeps.
public final class History implements RunCatalog {
  private static final long WHOLE = 512 << 10;
  private static final long HEAD = 256 << 10;
  private static final long TAIL = 64 << 10;

  private final RunFiles files;
  private final Clock clock;

  private final Map<String, OpenRun> own;

  public History(Home home, Clock clock) {
    this(home, clock, Map.of());
  }

  /// The same for a process that records itself.
  ///
  /// @param own the runs that it records, by their ids
  public History(Home home, Clock clock, Map<String, OpenRun> own) {
    this.files = new RunFiles(home);
    this.clock = clock;
    this.own = Map.copyOf(own);
  }

  private RunReader open(RunFileHandle file, long from, Selection selection) {
    OpenRun open = own.get(file.id());
    return open == null
        ? RunReader.open(file.path(), from, selection)
        : RunReader.of(file.path(), open, from, selection);
  }

  /// Of a big file, start and end are read; the middle only when they do not tell how the run
  /// ended.
  @Override
  public Listing list(Wanted wanted) {
    List<Run> runs = new ArrayList<>();
    List<RunFileHandle> unreadable = new ArrayList<>();
    for (RunFileHandle file : files.all()) {
      try {
        runs.add(peek(file));
      } catch (ClewError e) {
        // Pruning and delivery remove files at any time.
        if (Files.exists(file.path())) {
          unreadable.add(file);
        }
      }
    }
    runs.sort(Comparator.comparingLong(Run::startNanos).reversed().thenComparing(Run::id));
    return new Listing(
        runs.stream().filter(wanted::matches).limit(wanted.limit()).toList(),
        List.copyOf(unreadable),
        runs.isEmpty());
  }

  /// The runs whose ids start with a prefix, those first that were written to last. Only as many
  /// files are read as runs are wanted.
  ///
  /// @param prefix of any length
  public List<Run> latest(String prefix, int limit) {
    List<Run> runs = new ArrayList<>();
    for (RunFileHandle file : files.latest(prefix, limit)) {
      try {
        runs.add(peek(file));
      } catch (ClewError _) {
        // Nobody looks at the list as a whole: a run that cannot be read is left out.
      }
    }
    return runs;
  }

  /// Ordered by when a run was last written to, which the directory tells without a file being
  /// read.
  @Override
  public RunPaging pages(Predicate<String> wanted) {
    return new FilePages(
        files.latest("", Integer.MAX_VALUE).stream()
            .filter(file -> wanted.test(file.id()))
            .toList(),
        this::peek);
  }

  @Override
  public RunHandle find(String prefix) {
    RunFileHandle file = resolve(prefix);
    return new FileSource(
        file, (from, selection) -> open(file, from, selection), () -> inspect(file));
  }

  /// The file of the run that a prefix names; see [RunFiles#resolve].
  public RunFileHandle resolve(String prefix) {
    return files.resolve(prefix, this::describe);
  }

  /// The run with its whole tree and all its events.
  public Run inspect(RunFileHandle file) {
    return story(file, lastSeen(file));
  }

  private String describe(RunFileHandle file) {
    try {
      Run run = peek(file);
      Instant start = Instant.ofEpochMilli(run.startNanos() / 1_000_000);
      return file.id() + "  " + run.title() + "  started " + start;
    } catch (ClewError _) {
      return file.id();
    }
  }

  private Run peek(RunFileHandle file) {
    if (file.size() <= WHOLE) {
      return assemble(file, Selection.ALL, 0);
    }
    RunAssembly assembly = new RunAssembly();
    try (RunReader head = open(file, 0, Selection.ALL)) {
      boolean live = head.live();
      head.readAvailable(
          entry -> {
            assembly.accept(entry);
            return !assembly.hasStart() && head.position() < HEAD;
          });
      tail(file, head.position(), assembly);
      return live || assembly.conclusive()
          ? assembly.run(file.id(), origin(file, head.damaged()), live, now())
          : story(file, assembly.last());
    }
  }

  /// Feeds the last lines, at least one of them however long it is.
  private void tail(RunFileHandle file, long from, RunAssembly assembly) {
    boolean[] seen = {false};
    for (long length = TAIL; !seen[0]; length *= 4) {
      long start = Math.max(from, file.size() - length);
      try (RunReader tail = open(file, start, Selection.ALL)) {
        tail.readAll(
            entry -> {
              assembly.accept(entry);
              seen[0] = true;
              return true;
            });
      }
      if (start == from) {
        return;
      }
    }
  }

  private long lastSeen(RunFileHandle file) {
    RunAssembly assembly = new RunAssembly();
    tail(file, 0, assembly);
    return assembly.last();
  }

  private Run story(RunFileHandle file, long lastSeen) {
    return assemble(file, Selection.STORY, lastSeen);
  }

  private Run assemble(RunFileHandle file, Selection selection, long lastSeen) {
    RunAssembly assembly = new RunAssembly();
    assembly.see(lastSeen);
    try (RunReader reader = open(file, 0, selection)) {
      // Asked before the reading: what a process wrote before it released the lock is then read.
      boolean live = reader.live();
      reader.readAll(
          entry -> {
            assembly.accept(entry);
            return true;
          });
      return assembly.run(file.id(), origin(file, reader.damaged()), live, now());
    }
  }

  private static Origin origin(RunFileHandle file, long damaged) {
    return new Origin.LocalFile(file.path(), file.size(), damaged);
  }

  private long now() {
    return EpochNanos.of(clock.instant());
  }
}
