package dev.clew.telemetry;

/// What became of the records of one invocation.
public enum DeliveryOutcome {
  /// They are where they were to go; telemetry that is off by choice has nothing to deliver.
  DELIVERED,
  /// The backend did not confirm all; the file holds the whole run and `clew replay` sends the
  /// rest.
  KEPT,
  /// Some are nowhere.
  LOST
}
