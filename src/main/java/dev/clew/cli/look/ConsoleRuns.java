package dev.clew.cli.look;

import dev.clew.cli.frame.FileRuns;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunPaging;
import java.util.function.Predicate;

/// The runs of a backend, and those that this machine has the file of: launches record here.
///
/// @param launched whether a run, by its id, is one of a launch, whose file may be yet to come
record ConsoleRuns(RunCatalog listed, FileRuns files, Predicate<String> launched)
    implements RunCatalog {
  @Override
  public Listing list(Wanted wanted) {
    return listed.list(wanted);
  }

  @Override
  public RunPaging pages(Predicate<String> wanted) {
    return listed.pages(wanted);
  }

  @Override
  public RunHandle find(String id) {
    return launched.test(id) || files.has(id) ? files.find(id) : listed.find(id);
  }
}
