package dev.clew.fleet.server;

import dev.clew.content.Sha256;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.node.Beat;
import dev.clew.fleet.node.FleetNode;
import dev.clew.fleet.node.FleetNodeState;
import dev.clew.fleet.node.Target;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The nodes of a fleet: who has joined, and what was last heard of each.
public final class Nodes {
  private final Mirror<FleetNode> nodes;
  private final LongSupplier nanoTime;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final long begin;

  /// @param nanoTime monotonic
  Nodes(Mirror<FleetNode> nodes, LongSupplier nanoTime) {
    this.nodes = nodes;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /// The last beat of a node.
  ///
  /// @param at of the monotonic clock
  private record Heard(Beat beat, long at) {}

  /// A node and how it stands.
  ///
  /// @param beat null where none has come yet
  public record Seen(FleetNode node, FleetNodeState state, @Nullable Beat beat) {}

  void listen(Bus bus) {
    bus.listen(
        Beat.SUBJECTS,
        message -> {
          try {
            Beat beat = FleetJson.read(message.body(), Beat.class);
            heard.put(beat.node(), new Heard(beat, nanoTime.getAsLong()));
          } catch (UncheckedIOException malformed) {
            // It is no beat: whoever sends that is not heard.
          }
        });
  }

  /// By name.
  public List<Seen> all() {
    return nodes.values().stream()
        .sorted(Comparator.comparing(FleetNode::name))
        .map(this::seen)
        .toList();
  }

  /// The node of a name.
  ///
  /// @throws ClewError E124 when there is none
  public Seen find(String name) {
    return nodes
        .get(name)
        .map(this::seen)
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E124,
                    "No node is called \""
                        + name
                        + "\"; there are "
                        + String.join(", ", all().stream().map(each -> each.node().name()).toList())
                        + "."));
  }

  private Seen seen(FleetNode node) {
    Heard last = heard.get(node.name());
    return new Seen(node, state(node, last), last == null ? null : last.beat());
  }

  /// A server that has just begun has heard nothing of anyone.
  private FleetNodeState state(FleetNode node, @Nullable Heard last) {
    if (last != null
        && last.beat().leaving()
        && last.beat().incarnation().equals(node.incarnation())) {
      return FleetNodeState.LEFT;
    }
    long silent = (nanoTime.getAsLong() - (last == null ? begin : last.at())) / 1_000_000;
    if (silent > Beat.LOST_MILLIS) {
      return FleetNodeState.LOST;
    }
    if (silent > Beat.SILENT_MILLIS) {
      return FleetNodeState.SILENT;
    }
    boolean ending =
        last != null
            && last.beat().ending()
            && last.beat().incarnation().equals(node.incarnation());
    return node.draining() || ending ? FleetNodeState.DRAINING : FleetNodeState.READY;
  }

  /// What targets choose from.
  Collection<Target.Candidate> candidates(ToIntFunction<String> unfinished) {
    return all().stream()
        .map(
            each ->
                new Target.Candidate(
                    each.node(),
                    each.state() == FleetNodeState.READY,
                    unfinished.applyAsInt(each.node().name())))
        .toList();
  }

  /// Lets a node in, or in again.
  ///
  /// @param key what it has to know to come again under its name
  /// @throws ClewError E128 when the name belongs to another machine
  FleetNode join(FleetNode node, String key) {
    String digest =
        HexFormat.of().formatHex(Sha256.begin().digest(key.getBytes(StandardCharsets.UTF_8)));
    FleetNode wanted = withKey(node, digest, false);
    if (nodes.create(node.name(), wanted)) {
      return wanted;
    }
    return nodes.update(
        node.name(),
        old -> {
          if (!MessageDigest.isEqual(
              digest.getBytes(StandardCharsets.US_ASCII),
              old.keyDigest().getBytes(StandardCharsets.US_ASCII))) {
            throw new ClewError(
                ErrorCode.E128, "The name \"" + node.name() + "\" belongs to another machine.");
          }
          return withKey(node, digest, old.draining());
        });
  }

  private static FleetNode withKey(FleetNode node, String digest, boolean draining) {
    return new FleetNode(
        node.name(),
        digest,
        node.labels(),
        node.version(),
        node.host(),
        node.cpus(),
        node.memory(),
        node.incarnation(),
        draining,
        node.identity(),
        node.joined());
  }

  FleetNode drain(String name, boolean draining) {
    var _ = find(name);
    return nodes.update(name, old -> old.draining() == draining ? old : old.drained(draining));
  }

  /// @throws ClewError E124 when there is none, E131 when it is there and works
  void remove(String name) {
    Seen node = find(name);
    if (node.state() == FleetNodeState.READY || node.state() == FleetNodeState.DRAINING) {
      throw new ClewError(ErrorCode.E131, name + " is " + node.state().label() + ".");
    }
    nodes.remove(name);
    heard.remove(name);
  }

  Optional<FleetNode> get(String name) {
    return nodes.get(name);
  }
}
