package dev.clew.fleet.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What has to be done now so that there is of a service what is wanted. It decides alone by what
/// it is given, so that any server comes to the same.
///
/// @param starts replicas to order
/// @param stops replicas to end
/// @param forgets records that say nothing any more
/// @param waits why something that is missing is not ordered; null where nothing is
record ServicePlan(
    List<Replica> starts, List<Replica> stops, List<Replica> forgets, @Nullable String waits) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final int MOST_DOUBLED = 6;

  /// A replica that ran for so long was not crashing.
  private static final Duration LASTING = Duration.ofSeconds(60);

  boolean isEmpty() {
    return starts.isEmpty() && stops.isEmpty() && forgets.isEmpty();
  }

  /// Makes a plan.
  ///
  /// @param service null where it is not wanted any more
  /// @param there all records of the service
  /// @param everything the records of all services, for what machines have to do besides
  static ServicePlan of(
      Revision revision,
      String name,
      @Nullable Service service,
      Collection<Replica> there,
      Collection<Replica> everything,
      Collection<Spot> spots,
      Instant now) {
    return new Planner(revision, name, service, there, everything, spots, now).plan();
  }

  /// For how long a replica that failed is not started again.
  static Duration pause(int restarts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(restarts, 0, MOST_DOUBLED));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static final class Planner {
    private final Revision revision;
    private final String name;
    private final @Nullable Service service;
    private final Map<Integer, List<Replica>> slots = new TreeMap<>();
    private final Map<String, Spot> spots = new HashMap<>();
    private final Map<String, Integer> own = new HashMap<>();
    private final Map<String, Integer> all = new HashMap<>();
    private final Map<String, Set<Integer>> ports = new HashMap<>();
    private final Instant now;
    private final String digest;
    private final List<Replica> starts = new ArrayList<>();
    private final List<Replica> stops = new ArrayList<>();
    private final List<Replica> forgets = new ArrayList<>();
    private @Nullable String waits;

    private Planner(
        Revision revision,
        String name,
        @Nullable Service service,
        Collection<Replica> there,
        Collection<Replica> everything,
        Collection<Spot> places,
        Instant now) {
      this.revision = revision;
      this.name = name;
      this.service = service;
      this.now = now;
      this.digest = service == null ? "" : service.digest();
      there.stream()
          .sorted(Comparator.comparingInt(Replica::generation))
          .forEach(each -> slots.computeIfAbsent(each.slot(), _ -> new ArrayList<>()).add(each));
      places.forEach(each -> spots.put(each.node(), each));
      everything.stream().filter(Replica::isLive).forEach(this::occupy);
    }

    private void occupy(Replica replica) {
      all.merge(replica.node(), 1, Integer::sum);
      if (replica.stack().equals(revision.stack().name()) && replica.service().equals(name)) {
        own.merge(replica.node(), 1, Integer::sum);
      }
      ports.computeIfAbsent(replica.node(), _ -> new HashSet<>()).addAll(replica.ports());
    }

    private ServicePlan plan() {
      int wanted = service == null ? 0 : service.replicas();
      int touchable = service == null ? 0 : service.update().parallel() - unsettled(wanted);
      for (int slot = 0; slot < wanted; slot++) {
        List<Replica> records = slots.getOrDefault(slot, List.of());
        forgetOld(records);
        if (isUntouched(records)) {
          if (touchable > 0) {
            touchable--;
            replace(slot, records);
          }
        } else {
          settle(slot, records);
        }
      }
      slots.forEach(
          (slot, records) -> {
            if (slot >= wanted) {
              remove(records);
            }
          });
      return new ServicePlan(starts, stops, forgets, waits);
    }

    private int unsettled(int wanted) {
      int count = 0;
      for (int slot = 0; slot < wanted; slot++) {
        List<Replica> records = slots.getOrDefault(slot, List.of());
        boolean healthy =
            fresh(records).filter(each -> each.state() == Replica.State.HEALTHY).isPresent();
        if (!healthy && !isUntouched(records)) {
          count++;
        }
      }
      return count;
    }

    /// Of the wanted kind, where it may stay.
    private boolean isWanted(Replica replica) {
      Spot spot = spots.get(replica.node());
      return replica.digest().equals(digest) && spot != null && spot.kept();
    }

    private Optional<Replica> fresh(List<Replica> records) {
      return records.reversed().stream()
          .filter(Replica::isLive)
          .filter(each -> each.state() != Replica.State.STOPPING && isWanted(each))
          .findFirst();
    }

    private static List<Replica> live(List<Replica> records) {
      return records.stream().filter(Replica::isLive).toList();
    }

    /// Has replicas of another kind alone, and nothing has been done about it.
    private boolean isUntouched(List<Replica> records) {
      List<Replica> live = live(records);
      return !live.isEmpty()
          && fresh(records).isEmpty()
          && live.stream().noneMatch(each -> each.state() == Replica.State.STOPPING)
          && live.contains(records.getLast());
    }

    private void replace(int slot, List<Replica> records) {
      Service what = java.util.Objects.requireNonNull(service);
      boolean stopFirst =
          what.update().order() == UpdatePolicy.Order.STOP_FIRST || !what.ports().isEmpty();
      if (stopFirst) {
        stops.addAll(live(records));
      } else {
        start(slot, records);
      }
    }

    private void settle(int slot, List<Replica> records) {
      Optional<Replica> fresh = fresh(records);
      List<Replica> live = live(records);
      if (fresh.isPresent()) {
        if (fresh.get().state() == Replica.State.HEALTHY) {
          live.stream()
              .filter(each -> !each.equals(fresh.get()) && each.state() != Replica.State.STOPPING)
              .forEach(stops::add);
        }
      } else if (live.isEmpty() || live.stream().allMatch(this::isOther)) {
        start(slot, records);
      }
    }

    /// One that another takes the place of, while it still runs.
    private boolean isOther(Replica live) {
      return live.state() != Replica.State.STOPPING && !isWanted(live);
    }

    private void start(int slot, List<Replica> records) {
      Replica last = records.isEmpty() ? null : records.getLast();
      int restarts = 0;
      if (last != null && last.digest().equals(digest)) {
        boolean failed = last.state() == Replica.State.FAILED;
        if (failed && now.isBefore(ended(last).plus(pause(last.restarts())))) {
          return;
        }
        restarts = failed ? restarts(last) : last.restarts();
      }
      Optional<Spot> spot = choose();
      if (spot.isEmpty()) {
        waits = obstacle();
        return;
      }
      int generation = last == null ? 1 : last.generation() + 1;
      Replica replica =
          Replica.pending(
              revision, name, slot, generation, spot.get().node(), restarts, now.toString());
      occupy(replica);
      starts.add(replica);
    }

    private static int restarts(Replica failed) {
      String started = failed.started();
      boolean lasted =
          started != null
              && Duration.between(Instant.parse(started), ended(failed)).compareTo(LASTING) >= 0;
      return lasted ? 1 : failed.restarts() + 1;
    }

    private static Instant ended(Replica replica) {
      String ended = replica.ended();
      return Instant.parse(ended == null ? replica.created() : ended);
    }

    private void remove(List<Replica> records) {
      for (Replica each : records) {
        if (!each.isLive()) {
          forgets.add(each);
        } else if (each.state() != Replica.State.STOPPING) {
          stops.add(each);
        }
      }
    }

    /// The last record of a slot stays, so that its generations go on.
    private void forgetOld(List<Replica> records) {
      for (int i = 0; i < records.size() - 1; i++) {
        if (!records.get(i).isLive()) {
          forgets.add(records.get(i));
        }
      }
    }

    /// The ready machine with the fewest replicas of the service, then of all.
    private Optional<Spot> choose() {
      return spots.values().stream()
          .filter(each -> each.ready() && matches(each) && hasPorts(each))
          .min(
              Comparator.comparingInt((Spot each) -> own.getOrDefault(each.node(), 0))
                  .thenComparingInt(each -> all.getOrDefault(each.node(), 0))
                  .thenComparing(Spot::node));
    }

    private boolean matches(Spot spot) {
      return service != null
          && spot.labels().entrySet().containsAll(service.placement().entrySet());
    }

    private boolean hasPorts(Spot spot) {
      Set<Integer> taken = ports.getOrDefault(spot.node(), Set.of());
      return service != null && service.ports().stream().noneMatch(taken::contains);
    }

    private String obstacle() {
      Service what = java.util.Objects.requireNonNull(service);
      List<Spot> matching = spots.values().stream().filter(this::matches).toList();
      if (spots.isEmpty()) {
        return "the fleet has no nodes";
      }
      if (matching.isEmpty()) {
        return "no node has "
            + new TreeMap<>(what.placement())
                .entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(" and "));
      }
      List<Spot> ready = matching.stream().filter(Spot::ready).toList();
      return ready.isEmpty()
          ? "no node that matches is ready"
          : "its ports " + what.ports() + " are taken on every node that matches";
    }
  }
}
