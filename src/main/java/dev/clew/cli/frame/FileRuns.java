package dev.clew.cli.frame;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.TemporaryHome;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunPaging;
import dev.clew.runs.RunReference;
import dev.clew.runs.file.History;
import dev.clew.runs.file.OpenRun;
import dev.clew.runs.file.RunFiles;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// The runs of the user's home. Where newer ones or the one that is looked for may lie in the
/// temporary home, which a full home makes necessary, it says so on standard error.
public final class FileRuns implements RunCatalog {
  private final CliContext context;
  private final History history;
  private boolean said;

  public FileRuns(CliContext context) {
    this(context, Map.of());
  }

  /// The same for a process that records itself.
  ///
  /// @param own the runs that it records, by their ids
  public FileRuns(CliContext context, Map<String, OpenRun> own) {
    this.context = context;
    this.history = new History(context.home(), context.clock(), own);
  }

  /// Whether there is the file of a run.
  public boolean has(String id) {
    return new RunFiles(context.home()).all().stream().anyMatch(file -> file.id().equals(id));
  }

  @Override
  public Listing list(Wanted wanted) {
    Listing listing = history.list(wanted);
    others(() -> new RunFiles(context.home()).newest())
        .filter(_ -> !said)
        .ifPresent(
            others -> {
              said = true;
              context.say(others);
            });
    return listing;
  }

  @Override
  public RunPaging pages(Predicate<String> wanted) {
    return history.pages(wanted);
  }

  @Override
  public RunHandle find(String prefix) {
    try {
      return history.find(prefix);
    } catch (ClewError e) {
      Optional<String> others = e.code() == ErrorCode.E020 ? others(() -> 0) : Optional.empty();
      throw others.isEmpty() ? e : new ClewError(e.code(), e.detail() + " " + others.get(), e);
    }
  }

  /// The file of the run that a reference names.
  public RunFileHandle file(RunReference reference) {
    return history.resolve(reference.in(this).id());
  }

  /// Where other runs lie.
  ///
  /// @param newest runs before this time are passed over, milliseconds since 1970
  private Optional<String> others(LongSupplier newest) {
    return TemporaryHome.existing(context.temporary())
        .filter(home -> !home.equals(context.home()))
        .filter(home -> new RunFiles(home).newest() > newest.getAsLong())
        .map(
            home ->
                home.root()
                    + " has runs, too, from when the home could not be written; to see them:"
                    + " CLEW_HOME="
                    + home.root()
                    + " clew runs");
  }
}
