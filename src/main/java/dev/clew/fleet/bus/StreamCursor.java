package dev.clew.fleet.bus;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place in a stream, from which the leader of the stream is asked for the next message. Nothing
/// of it is kept on a server: a consumer would lie on one of them, which may be the one that died.
///
/// @param stream its name in JetStream
/// @param subject of the messages, with wildcards
record StreamCursor(
    BusAddress address, JetStreamManagement management, String stream, String subject) {
  private static final int NO_MESSAGE = 10037;

  /// The first message whose sequence is greater.
  Optional<MessageInfo> after(long sequence) {
    try {
      return Optional.of(management.getNextMessage(stream, sequence + 1, subject));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_MESSAGE) {
        return Optional.empty();
      }
      throw BusFailure.of(address, e);
    } catch (IOException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// The sequence before the first message that is not older, in a stream without gaps.
  ///
  /// @param millis since 1970
  long before(long millis) {
    try {
      var state = management.getStreamInfo(stream).getStreamState();
      long low = state.getFirstSequence() - 1;
      long high = state.getLastSequence();
      while (low < high) {
        long middle = (low + high + 1) >>> 1;
        MessageInfo message = management.getMessage(stream, middle);
        if (Objects.requireNonNull(message.getTime()).toInstant().toEpochMilli() < millis) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// The sequence before the last so many messages of a stream without gaps.
  long beforeLast(int count) {
    try {
      return management.getStreamInfo(stream).getStreamState().getLastSequence() - count;
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  static String subject(MessageInfo message) {
    return Objects.requireNonNull(message.getSubject());
  }

  /// The bytes of a message.
  static byte[] body(MessageInfo message) {
    byte @Nullable [] data = message.getData();
    return data == null ? new byte[0] : data;
  }
}
