package dev.clew.web.api;

import org.jspecify.annotations.Nullable;

/// A place in a list that is ordered by time: the cursors of the API.
///
/// @param time nanoseconds since 1970
/// @param id the store's id of what is there
record PageCursor(long time, long id) {
  static final PageCursor START = new PageCursor(Long.MIN_VALUE, 0);
  static final PageCursor END = new PageCursor(Long.MAX_VALUE, Long.MAX_VALUE);

  /// What [#toString] has written.
  ///
  /// @param otherwise where none is given
  static PageCursor parse(@Nullable String text, PageCursor otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    String[] parts = text.split("\\.", -1);
    try {
      if (parts.length == 2) {
        return new PageCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
    throw malformed(text);
  }

  private static BadRequest malformed(String text) {
    return new BadRequest("cursor is \"" + text + "\"; take one from `next` of an answer.");
  }

  @Override
  public String toString() {
    return time + "." + id;
  }
}
