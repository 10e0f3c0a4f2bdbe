package dev.clew.cli.frame;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.DeliveryState;
import dev.clew.runfile.RunFile;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.State;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// How run files stand between this machine and a backend.
public final class Deliveries {
  private Deliveries() {}

  /// @throws ClewError E022 when the file or its mark cannot be read
  static DeliveryState of(Path runFile) {
    try {
      return DeliveryState.of(runFile);
    } catch (NoSuchFileException deliveredMeanwhile) {
      return DeliveryState.NONE;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, runFile + ": " + e, e);
    }
  }

  /// The state of a run's file; of one that a backend holds, none.
  public static DeliveryState of(Run run) {
    return run.origin() instanceof Origin.LocalFile file ? of(file.path()) : DeliveryState.NONE;
  }

  /// `-` where nothing is to be delivered or the run is not over, else `pending` or `delivered`.
  public static String word(Run run) {
    return run.state() instanceof State.Running
        ? "-"
        : switch (of(run)) {
          case NONE -> "-";
          case PENDING -> "pending";
          case DELIVERED -> "delivered";
        };
  }

  /// The word, empty where nothing is to be delivered.
  public static String field(Run run) {
    String word = word(run);
    return word.equals("-") ? "" : word;
  }

  /// Whether a run has ended and awaits delivery.
  public static boolean isPending(Path runFile) {
    try {
      return of(runFile) == DeliveryState.PENDING && !RunFile.isOwned(runFile);
    } catch (NoSuchFileException deliveredMeanwhile) {
      return false;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, runFile + ": " + e, e);
    }
  }
}
