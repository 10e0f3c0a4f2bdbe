package dev.clew.fleet.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What differs between two versions of a stack, without values of variables, which may be secret.
///
/// @param services those of both, by name
public record StackDiff(List<Entry> services) {
  /// Ways to change a service.
  public enum Kind {
    ADD,
    CHANGE,
    REMOVE,
    KEEP;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What becomes of a service.
  ///
  /// @param details what differs, a line each
  public record Entry(String service, Kind kind, List<String> details) {}

  /// @param before null where there was none
  static StackDiff between(@Nullable Stack before, Stack after) {
    Map<String, Service> old = before == null ? Map.of() : before.services();
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(after.services().keySet());
    List<Entry> entries = new ArrayList<>();
    for (String name : names) {
      entries.add(entry(name, old.get(name), after.services().get(name)));
    }
    return new StackDiff(entries);
  }

  private static Entry entry(String name, @Nullable Service old, @Nullable Service wanted) {
    if (wanted == null) {
      return new Entry(name, Kind.REMOVE, List.of());
    }
    if (old == null) {
      return new Entry(
          name,
          Kind.ADD,
          List.of(wanted.replicas() + (wanted.replicas() == 1 ? " replica" : " replicas")));
    }
    List<String> details = details(old, wanted);
    return new Entry(name, details.isEmpty() ? Kind.KEEP : Kind.CHANGE, details);
  }

  private static List<String> details(Service old, Service wanted) {
    List<String> details = new ArrayList<>();
    compare(details, "image", old.image(), wanted.image());
    changed(details, "command", old.command(), wanted.command());
    compare(details, "replicas", old.replicas(), wanted.replicas());
    compare(details, "directory", old.directory(), wanted.directory());
    compare(details, "ports", old.ports(), wanted.ports());
    compare(details, "expose", old.expose(), wanted.expose());
    compare(details, "placement", old.placement(), wanted.placement());
    Set<String> variables = new TreeSet<>(old.environment().keySet());
    variables.addAll(wanted.environment().keySet());
    for (String each : variables) {
      changed(
          details,
          "environment " + each,
          old.environment().get(each),
          wanted.environment().get(each));
    }
    changed(details, "health", old.health(), wanted.health());
    compare(details, "parallel", old.update().parallel(), wanted.update().parallel());
    compare(details, "order", old.update().order().label(), wanted.update().order().label());
    compare(details, "stop_timeout", old.stopMillis(), wanted.stopMillis());
    return details;
  }

  private static void compare(
      List<String> details, String what, @Nullable Object old, @Nullable Object wanted) {
    if (!Objects.equals(old, wanted)) {
      details.add(what + " " + text(old) + " -> " + text(wanted));
    }
  }

  /// Of what may be secret only that it differs is told.
  private static void changed(
      List<String> details, String what, @Nullable Object old, @Nullable Object wanted) {
    if (!Objects.equals(old, wanted)) {
      details.add(what + (old == null ? " added" : wanted == null ? " removed" : " changed"));
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }

  /// Whether both versions want the same.
  public boolean isEmpty() {
    return services.stream().allMatch(each -> each.kind() == Kind.KEEP);
  }
}
