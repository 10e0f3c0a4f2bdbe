package dev.clew.cli.frame;

import dev.clew.runs.State;
import dev.clew.terminal.Palette;

/// The colours of a run's states.
public final class StateColors {
  private StateColors() {}

  public static String of(State state, String text, Palette palette) {
    return switch (state) {
      case State.Running _ -> palette.cyan(text);
      case State.Interrupted _ -> palette.yellow(text);
      case State.Skipped _ -> palette.dim(text);
      case State.Ok _ -> palette.green(text);
      case State.Failed _ -> palette.red(text);
    };
  }
}
