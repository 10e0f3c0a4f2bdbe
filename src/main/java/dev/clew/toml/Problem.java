package dev.clew.toml;

import dev.clew.config.TomlTable.Place;
import java.util.Comparator;

/// Something in a file that a person should look at.
///
/// @param fatal whether the file cannot be used
public record Problem(Place place, String text, boolean fatal) {
  /// As they stand in the file.
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt((Problem each) -> each.place().line())
          .thenComparingInt(each -> each.place().column());

  /// As compilers write it: `FILE:LINE:COLUMN: text`.
  public String in(String file) {
    return "%s:%d:%d: %s%s"
        .formatted(file, place.line(), place.column(), fatal ? "" : "warning: ", text);
  }
}
