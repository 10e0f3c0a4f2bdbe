package dev.clew.runs.compare;

import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.terminal.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Says in words what made the difference between two runs.
final class DiffSummary {
  private static final int SHORT = 8;

  /// Of the runs' difference, a part that is to blame makes up at least so much.
  private static final double MOST = 0.5;

  /// Of such a part's difference, a part below it that is to blame instead makes up so much.
  private static final double NEARLY_ALL = 0.8;

  /// Runs that differ less than this take equally long.
  private static final double EQUAL = 0.02;

  private final Run a;
  private final Run b;
  private final String nameOfA;
  private final String nameOfB;
  private final List<Aligned> aligned;
  private final List<Change> changes;

  DiffSummary(Run a, Run b, List<Aligned> aligned, List<Change> changes) {
    this.a = a;
    this.b = b;
    this.aligned = aligned;
    this.changes = changes;
    boolean alike = a.id().regionMatches(0, b.id(), 0, SHORT);
    this.nameOfA = alike ? a.id() : a.id().substring(0, Math.min(SHORT, a.id().length()));
    this.nameOfB = alike ? b.id() : b.id().substring(0, Math.min(SHORT, b.id().length()));
  }

  String text() {
    List<String> sentences = new ArrayList<>();
    innermost(DiffSummary::isNewFailure).map(this::failed).ifPresent(sentences::add);
    innermost(change -> change.what() == Change.What.FIXED)
        .map(change -> name(change) + " went well, which failed in " + nameOfA + ".")
        .ifPresent(sentences::add);
    sentences.add(durations());
    return String.join(" ", sentences);
  }

  private static boolean isNewFailure(Change change) {
    return switch (change.what()) {
      case FAILED -> true;
      case NEW -> change.b().filter(Occurrence::failed).isPresent();
      case FIXED, SLOWER, FASTER, GONE -> false;
    };
  }

  private String failed(Change change) {
    return change.what() == Change.What.NEW
        ? name(change) + ", which is new, failed" + code(change.b()) + "."
        : name(change) + " failed" + code(change.b()) + ", which it did not in " + nameOfA + ".";
  }

  /// The command of a run goes by the run's id.
  private String name(Change change) {
    boolean whole = change.kind() == RunNode.Kind.RUN && change.path().size() == 1;
    return whole ? nameOfB : quoted(change.name());
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  private static String code(Optional<Occurrence> side) {
    return side.map(Occurrence::state)
        .filter(State.Failed.class::isInstance)
        .map(State.Failed.class::cast)
        .filter(failed -> failed.code().isPresent())
        .map(failed -> " (exit " + failed.code().getAsInt() + ")")
        .orElse("");
  }

  /// The first change of a kind below which there is none of that kind: the others follow from it.
  private Optional<Change> innermost(Predicate<Change> kind) {
    Optional<Change> found = Optional.empty();
    for (Change change : changes) {
      if (kind.test(change) && (found.isEmpty() || startsWith(change.path(), found.get().path()))) {
        found = Optional.of(change);
      }
    }
    return found;
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() > start.size() && path.subList(0, start.size()).equals(start);
  }

  private String durations() {
    if (b.state() instanceof State.Running || a.state() instanceof State.Running) {
      String running = b.state() instanceof State.Running ? nameOfB : nameOfA;
      return running + " is still running: only what has ended can be compared.";
    }
    if (!a.isTimed() || !b.isTimed()) {
      String untimed = b.isTimed() ? nameOfA : nameOfB;
      return "It is not known how long " + untimed + " took.";
    }
    long delta = b.durationNanos() - a.durationNanos();
    if (Math.abs(delta) <= EQUAL * Math.max(a.durationNanos(), b.durationNanos())) {
      return nameOfB
          + " took as long as "
          + nameOfA
          + " ("
          + Durations.text(b.durationNanos())
          + ").";
    }
    String head =
        nameOfB
            + " took "
            + Durations.text(Math.abs(delta))
            + (delta > 0 ? " longer than " : " less than ")
            + nameOfA
            + " ("
            + Durations.text(a.durationNanos())
            + " → "
            + Durations.text(b.durationNanos())
            + ")";
    return culprit(delta).map(part -> head + "; " + blame(part) + ".").orElse(head + ".");
  }

  /// The part that most of the difference comes from, as deep in the tree as that holds.
  private Optional<Aligned> culprit(long delta) {
    List<Aligned> parts = aligned;
    if (parts.size() == 1) {
      parts = parts.getFirst().children();
    }
    Optional<Aligned> culprit = Optional.empty();
    double least = MOST * Math.abs(delta);
    while (true) {
      Optional<Aligned> next = greatest(parts, delta > 0 ? 1 : -1);
      if (next.isEmpty() || Math.abs(next.get().deltaNanos()) < least) {
        return culprit;
      }
      culprit = next;
      least = NEARLY_ALL * Math.abs(next.get().deltaNanos());
      boolean inBoth = next.get().happenedInA().isPresent() && next.get().happenedInB().isPresent();
      parts = inBoth ? next.get().children() : List.of();
    }
  }

  private static Optional<Aligned> greatest(List<Aligned> parts, int direction) {
    return parts.stream()
        .filter(part -> part.deltaNanos() * direction > 0)
        .max(
            (one, other) ->
                Long.compare(one.deltaNanos() * direction, other.deltaNanos() * direction));
  }

  private static String blame(Aligned part) {
    String name = quoted(part.name());
    String delta = Durations.text(Math.abs(part.deltaNanos()));
    Optional<Occurrence> before = part.happenedInA();
    Optional<Occurrence> after = part.happenedInB();
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty()
          ? name + " is new and took " + delta
          : name + ", which took " + delta + ", is gone";
    }
    return name
        + " alone took "
        + delta
        + (part.deltaNanos() > 0 ? " longer (" : " less (")
        + amount(before.get())
        + " → "
        + amount(after.get())
        + ")";
  }

  private static String amount(Occurrence side) {
    String duration = side.duration();
    return side.count() == 1 ? duration : side.count() + " times, " + duration;
  }
}
