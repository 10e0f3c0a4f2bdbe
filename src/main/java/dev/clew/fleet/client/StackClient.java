package dev.clew.fleet.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.deploy.Stack;
import dev.clew.fleet.v1.ApplyRequest;
import dev.clew.fleet.v1.Change;
import dev.clew.fleet.v1.DeleteRequest;
import dev.clew.fleet.v1.LogChunk;
import dev.clew.fleet.v1.LogsRequest;
import dev.clew.fleet.v1.RollbackRequest;
import dev.clew.fleet.v1.StatusReply;
import dev.clew.fleet.v1.StatusRequest;
import dev.clew.runs.remote.GrpcClient;
import dev.clew.runs.remote.ServerAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Asks a server of a fleet for deployments, over gRPC. Methods throw E060 to E063 and E120 to
/// E133.
public final class StackClient implements AutoCloseable {
  private static final String SERVICE = "clew.fleet.v1.Deployments/";

  private final GrpcClient grpc;

  public StackClient(ServerAddress address) {
    this.grpc = new GrpcClient(address);
  }

  /// Has a stack wanted.
  ///
  /// @param dry only tells what would change
  /// @param run that it is part of: 32 hexadecimal digits; empty for none
  /// @param headers that carry the span which asks
  public Change apply(Stack stack, boolean dry, String run, Map<String, String> headers) {
    var request =
        ApplyRequest.newBuilder()
            .setStack(ByteString.copyFrom(FleetJson.bytes(stack)))
            .setDryRun(dry)
            .setRun(run);
    return change("Apply", request.build(), headers);
  }

  /// Has an earlier version wanted again.
  ///
  /// @param version 0 for the last that was another
  public Change rollback(String stack, long version, String run, Map<String, String> headers) {
    var request = RollbackRequest.newBuilder().setStack(stack).setVersion(version).setRun(run);
    return change("Rollback", request.build(), headers);
  }

  /// Has nothing wanted of a stack any more.
  public Change delete(String stack, String run, Map<String, String> headers) {
    return change(
        "Delete", DeleteRequest.newBuilder().setStack(stack).setRun(run).build(), headers);
  }

  private Change change(String method, MessageLite request, Map<String, String> headers) {
    try (var replies = grpc.call(SERVICE + method, request.toByteArray(), headers)) {
      return parse(Change.parser(), replies.only());
    }
  }

  /// How stacks stand.
  ///
  /// @param stack empty for all
  public List<StackView> status(String stack) {
    var request = StatusRequest.newBuilder().setStack(stack).build();
    try (var replies = grpc.call(SERVICE + "Status", request.toByteArray(), Map.of())) {
      return stacks(replies.only());
    }
  }

  /// How stacks stand, now and whenever that changes, until it has been seen enough.
  ///
  /// @param stack empty for all
  /// @param seen tells whether to go on
  public void watch(String stack, Predicate<List<StackView>> seen) {
    var request = StatusRequest.newBuilder().setStack(stack).setWatch(true).build();
    try (var replies = grpc.call(SERVICE + "Status", request.toByteArray(), Map.of())) {
      byte[] reply = replies.next();
      while (reply != null && seen.test(stacks(reply))) {
        reply = replies.next();
      }
    }
  }

  /// What the replicas of a service print.
  ///
  /// @param stack empty for the one that has the service
  public void logs(String stack, String service, boolean follow, Consumer<LogChunk> to) {
    var request =
        LogsRequest.newBuilder().setStack(stack).setService(service).setFollow(follow).build();
    try (var replies = grpc.call(SERVICE + "Logs", request.toByteArray(), Map.of())) {
      for (byte[] each = replies.next(); each != null; each = replies.next()) {
        to.accept(parse(LogChunk.parser(), each));
      }
    }
  }

  private static List<StackView> stacks(byte[] reply) {
    return parse(StatusReply.parser(), reply).getStacksList().stream().map(StackView::of).toList();
  }

  private static <T> T parse(Parser<T> parser, byte[] message) {
    try {
      return parser.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw new ClewError(ErrorCode.E063, "The answer is not understood: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    grpc.close();
  }
}
