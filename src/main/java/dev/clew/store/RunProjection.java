package dev.clew.store;

import java.util.List;

/// What the records of a run come to, for lists and filters.
///
/// @param state `running`, `interrupted`, `ok` or `failed`
/// @param open whether time alone may change that
/// @param started nanoseconds since 1970
/// @param duration nanoseconds
/// @param services in the order in which they appeared
/// @param summary a JSON object of what else is shown in lists
public record RunProjection(
    String state,
    boolean open,
    long started,
    long duration,
    String name,
    String title,
    List<String> services,
    String branch,
    String summary) {
  public RunProjection {
    services = List.copyOf(services);
  }
}
