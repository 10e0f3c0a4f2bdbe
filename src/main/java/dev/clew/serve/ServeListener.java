package dev.clew.serve;

import dev.clew.error.ErrorCode;
import dev.clew.transfer.Import;
import java.util.List;

/// What the daemon says to who started it. All but the log comes before it is ready, on one thread.
public interface ServeListener {
  /// It serves now.
  ///
  /// @param people whether people are told, not only programs
  void ready(String version, String store, List<BoundAddress> addresses, boolean people);

  /// Files were put into the store.
  void imported(Import.Result result);

  /// Something that the user should know although it goes on.
  void warn(ErrorCode code, String detail);

  /// A token was made; it is said this once.
  void token(String token);

  /// A line of the log.
  void log(String line);
}
