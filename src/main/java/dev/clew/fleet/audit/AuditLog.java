package dev.clew.fleet.audit;

import dev.clew.fleet.FleetJson;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.bus.Tail;
import dev.clew.fleet.identity.Caller;
import dev.clew.redaction.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes and reads audit events.
public final class AuditLog {
  private final Bus bus;
  private final Redaction redaction;
  private final Clock clock;

  public AuditLog(Bus bus, Redaction redaction, Clock clock) {
    this.bus = bus;
    this.redaction = redaction;
    this.clock = clock;
  }

  /// Writes an event; when this returns, it is kept.
  public void write(AuditType type, Caller by, Map<String, String> payload) {
    Map<String, String> shown = new LinkedHashMap<>();
    payload.forEach((name, value) -> shown.put(name, redaction.text(value)));
    var event = new AuditEvent(clock.instant().toString(), type.label(), by.identity(), shown);
    bus.append(FleetStream.AUDIT.subject(type.label()), Map.of(), FleetJson.bytes(event), null);
  }

  /// Reads events in their order.
  ///
  /// @param sinceMillis since 1970; 0 for all there are
  /// @param last of those that are there, at most so many are read; 0 for all
  /// @param types those wanted; none for all
  public Reader read(long sinceMillis, int last, Set<AuditType> types) {
    Tail tail = bus.tail(FleetStream.AUDIT, FleetStream.AUDIT.below(), sinceMillis, last);
    return new Reader(tail, types);
  }

  /// Reads on as events come.
  public record Reader(Tail tail, Set<AuditType> types) {
    /// The next event of the types, as it is kept, if one comes in time.
    public Optional<AuditEvent> next(Duration wait) throws InterruptedException {
      for (var message = tail.next(wait); message.isPresent(); message = tail.next(wait)) {
        AuditEvent event = FleetJson.read(message.get().body(), AuditEvent.class);
        if (types.isEmpty() || types.stream().anyMatch(each -> each.label().equals(event.type()))) {
          return Optional.of(event);
        }
      }
      return Optional.empty();
    }
  }
}
