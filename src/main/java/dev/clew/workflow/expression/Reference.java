package dev.clew.workflow.expression;

import java.util.List;

/// What a path in an expression names, such as `nodes.search.output`.
///
/// @param names the root and the names after it, as far as they are written out; an index ends them
/// @param offset of its first character in the text
public record Reference(List<String> names, int offset) {
  public Reference {
    names = List.copyOf(names);
  }

  /// The first name.
  public String root() {
    return names.getFirst();
  }

  /// A later name; empty where there is none.
  public String name(int index) {
    return index < names.size() ? names.get(index) : "";
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }

  Reference moved(int by) {
    return new Reference(names, offset + by);
  }
}
