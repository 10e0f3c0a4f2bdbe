package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;

/// What failures of NATS are to users.
final class BusFailure {
  private static final int NOT_ENABLED = 10076;
  private static final int NOT_ENABLED_FOR_ACCOUNT = 10039;
  private static final int NO_PEERS = 10005;
  private static final int NO_ROOM = 10047;
  private static final int UNAVAILABLE = 503;
  private static final int WRONG_SEQUENCE = 10071;

  private BusFailure() {}

  /// E122 where NATS does not answer, E123 where JetStream refuses.
  static ClewError of(BusAddress address, Exception failure) {
    return switch (failure) {
      case JetStreamApiException refused ->
          new ClewError(ErrorCode.E123, address + ": " + reason(refused) + ".", refused);
      case AuthenticationException denied ->
          new ClewError(ErrorCode.E122, address + ": the credentials are refused.", denied);
      case IOException lost when String.valueOf(lost.getMessage()).contains("Authorization") ->
          new ClewError(ErrorCode.E122, address + ": the credentials are refused.", lost);
      default ->
          new ClewError(ErrorCode.E122, address + ": " + failure.getMessage() + ".", failure);
    };
  }

  private static String reason(JetStreamApiException refused) {
    return switch (refused.getApiErrorCode()) {
      case NOT_ENABLED, NOT_ENABLED_FOR_ACCOUNT -> "JetStream is not enabled";
      case NO_PEERS -> "there are too few servers with JetStream for the replicas";
      case NO_ROOM -> "the store has no room";
      default -> String.valueOf(refused.getErrorDescription());
    };
  }

  /// Whether it may be over soon: no answer, or JetStream has no leader yet.
  static boolean isPassing(Exception failure) {
    return failure instanceof IOException
        || (failure instanceof JetStreamApiException refused
            && refused.getErrorCode() == UNAVAILABLE);
  }

  /// Whether somebody else has written first.
  static boolean isConflict(JetStreamApiException refused) {
    return refused.getApiErrorCode() == WRONG_SEQUENCE;
  }
}
