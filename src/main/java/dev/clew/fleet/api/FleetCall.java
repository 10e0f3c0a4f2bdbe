package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.identity.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who makes a call of gRPC, and in which trace: what its metadata say.
@Singleton
@GlobalInterceptor
public final class FleetCall implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> TRACEPARENT =
      Metadata.Key.of(TraceHeaders.TRACEPARENT, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Metadata> HEADERS = Context.key("clew-headers");

  @Override
  public <A, B> Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    return Contexts.interceptCall(
        Context.current().withValue(HEADERS, headers), call, headers, next);
  }

  private static @Nullable String header(Metadata.Key<String> name) {
    Metadata headers = HEADERS.get();
    return headers == null ? null : headers.get(name);
  }

  /// @throws ClewError E126 when the token is not good
  static Caller caller(FleetContext context) {
    return context.caller(header(AUTHORIZATION));
  }

  /// The `traceparent` that a call is part of: of the server's own span where it makes one.
  static String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    String given = header(TRACEPARENT);
    if (!span.isValid() && given != null) {
      span = TraceHeaders.span(Map.of(TraceHeaders.TRACEPARENT, given));
    }
    return TraceHeaders.of(span).getOrDefault(TraceHeaders.TRACEPARENT, "");
  }

  /// An error as a status; its message begins with the code.
  static Status status(ClewError e) {
    Status status =
        switch (e.code()) {
          case E001, E132 -> Status.INVALID_ARGUMENT;
          case E133 -> Status.NOT_FOUND;
          case E126 -> Status.PERMISSION_DENIED;
          case E120 -> Status.FAILED_PRECONDITION;
          case E122, E123 -> Status.UNAVAILABLE;
          default -> Status.INTERNAL;
        };
    return status.withDescription("[" + e.code() + "] " + e.detail());
  }
}
