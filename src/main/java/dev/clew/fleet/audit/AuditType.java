package dev.clew.fleet.audit;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The types of audit events. The set is closed: numbers are never given twice, and those of types
/// that are no longer written stay here, reserved.
public enum AuditType {
  JOB_SUBMIT(1),
  JOB_CANCEL(2),
  JOB_RETRY(3),
  NODE_JOIN(4),
  NODE_DRAIN(5),
  NODE_REMOVE(6),
  NODE_LOST(7),
  TOKEN_ISSUE(8),
  TOKEN_REVOKE(9),
  LEADER_ELECT(10),
  APPLY(11),
  ROLLBACK(12),
  DELETE(13),
  REPLICA_LOST(14);

  private final int number;

  AuditType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// Its name for people and in JSON.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type of a name.
  ///
  /// @throws ClewError E127 for any other text
  public static AuditType named(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E127,
                    "\"" + label + "\" is no type of audit event; there are " + names() + "."));
  }

  private static String names() {
    return Arrays.stream(values()).map(AuditType::label).collect(Collectors.joining(", "));
  }

  static List<AuditType> all() {
    return List.of(values());
  }
}
