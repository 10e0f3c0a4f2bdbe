package dev.clew.cli.frame;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.TemporaryHome;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunReference;
import dev.clew.runs.file.History;
import dev.clew.runs.file.RunFiles;

/// The runs of the user's home. Where newer ones or the one that is looked for may lie in the
/// temporary home, which a full home makes necessary, it says so on standard error.
public final class FileRuns implements RunCatalog {
  private final CliContext context;
  private final History history;
  private boolean said;

  public FileRuns(CliContext context) {
    this.context = context;
    this.history = new History(context.home(), context.clock());
  }

  @Override
  public Listing list(Wanted wanted) {
    Listing listing = history.list(wanted);
    sayOthers(new RunFiles(context.home()).newest());
    return listing;
  }

  @Override
  public RunHandle find(String prefix) {
    try {
      return history.find(prefix);
    } catch (ClewError e) {
      if (e.code() == ErrorCode.E020) {
        sayOthers(0);
      }
      throw e;
    }
  }

  /// The file of the run that a reference names.
  public RunFileHandle file(RunReference reference) {
    return history.resolve(reference.in(this).id());
  }

  /// @param newest runs before this time are passed over, milliseconds since 1970
  private void sayOthers(long newest) {
    TemporaryHome.existing(context.temporary())
        .filter(home -> !said && !home.equals(context.home()))
        .filter(home -> new RunFiles(home).newest() > newest)
        .ifPresent(
            home -> {
              said = true;
              context.say(
                  "there are runs in "
                      + home.root()
                      + " too, from when the home could not be written; to see them: CLEW_HOME="
                      + home.root()
                      + " clew runs");
            });
  }
}
