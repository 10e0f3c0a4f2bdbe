package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import grpc.reflection.v1alpha.Reflection;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http2.StreamResetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// gRPC's standard services on the page's port: health and reflection.
class GrpcServicesTest {
  private static final String TOKEN = "only-for-" + "this-test";
  private static final String CHECK = "/grpc.health.v1.Health/Check";
  private static final byte[] EMPTY = new byte[5];
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir Path home;
  private ManagedChannel channel;

  @AfterEach
  void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private ManagedChannel open(Serve serve) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", serve.port()).usePlaintext().build();
    return channel;
  }

  private static HealthCheckRequest about(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private static ServingStatus check(HealthGrpc.HealthBlockingStub health, String service) {
    return health.withDeadlineAfter(1, TimeUnit.MINUTES).check(about(service)).getStatus();
  }

  private static Code refusal(HealthGrpc.HealthBlockingStub health, String service) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> check(health, service))
        .getStatus()
        .getCode();
  }

  private static HealthGrpc.HealthBlockingStub with(
      HealthGrpc.HealthBlockingStub health, String authorization) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, authorization);
    return health.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void healthIsWhatTheServerIsReadyFor() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      var health = HealthGrpc.newBlockingStub(open(serve));

      assertThat(check(health, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(check(health, "clew.serve")).isEqualTo(ServingStatus.SERVING);
      assertThat(refusal(health, "somebody.else")).isEqualTo(Code.NOT_FOUND);

      Iterator<HealthCheckResponse> answers = health.watch(about("clew.serve"));
      assertThat(answers.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      Iterator<HealthCheckResponse> unknown = health.watch(about("somebody.else"));
      assertThat(unknown.next().getStatusValue()).isEqualTo(3);

      assertThat(serve.end()).isZero();
      assertThat(answers.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(
              catchThrowableOfType(StatusRuntimeException.class, answers::hasNext)
                  .getStatus()
                  .getCode())
          .isIn(Code.UNAVAILABLE, Code.CANCELLED);
      assertThat(serve.errors()).doesNotContain("WARN", "ERROR", "Exception");
    }
  }

  @Test
  void reflectionDescribesHealth() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      open(serve);

      List<String> services =
          reflect(ServerReflectionRequest.newBuilder().setListServices("").build())
              .getListServicesResponse()
              .getServiceList()
              .stream()
              .map(ServiceResponse::getName)
              .toList();
      assertThat(services)
          .contains("grpc.health.v1.Health")
          .noneMatch(each -> each.startsWith("opentelemetry"));
      assertThat(
              reflect(
                      ServerReflectionRequest.newBuilder()
                          .setFileContainingSymbol("grpc.health.v1.Health")
                          .build())
                  .getFileDescriptorResponse()
                  .getFileDescriptorProtoCount())
          .isEqualTo(1);
      assertThat(
              reflect(ServerReflectionRequest.newBuilder().setFileByFilename("../x").build())
                  .getErrorResponse()
                  .getErrorCode())
          .isEqualTo(Code.NOT_FOUND.value());
      assertThat(servicesOfAlpha()).contains("grpc.health.v1.Health");
      assertThat(serve.errors()).doesNotContain("WARN", "ERROR", "Exception");
    }
  }

  private ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    var requests = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(into(answer));
    requests.onNext(request);
    ServerReflectionResponse first = answer.get(1, TimeUnit.MINUTES);
    requests.onCompleted();
    return first;
  }

  private List<String> servicesOfAlpha() throws Exception {
    var answer = new CompletableFuture<Reflection.ServerReflectionResponse>();
    var requests =
        grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(into(answer));
    requests.onNext(Reflection.ServerReflectionRequest.newBuilder().setListServices("").build());
    var first = answer.get(1, TimeUnit.MINUTES);
    requests.onCompleted();
    return first.getListServicesResponse().getServiceList().stream()
        .map(Reflection.ServiceResponse::getName)
        .toList();
  }

  /// A token is for gRPC what it is for the API, whatever a call asks for.
  @Test
  void aTokenProtectsCalls() throws Exception {
    try (Serve serve = Serve.start(new Program(home), "--token=" + TOKEN)) {
      var health = HealthGrpc.newBlockingStub(open(serve));

      assertThat(refusal(health, "")).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(refusal(with(health, "Bearer of-another-server"), ""))
          .isEqualTo(Code.UNAUTHENTICATED);
      assertThat(check(with(health, "Bearer " + TOKEN), "")).isEqualTo(ServingStatus.SERVING);
      assertThatThrownBy(
              () -> reflect(ServerReflectionRequest.newBuilder().setListServices("").build()))
          .hasMessageContaining("UNAUTHENTICATED");
      assertThat(status(serve, "application/grpc", "/nobody.Has/This", EMPTY)).isEqualTo("16");
      assertThat(status(serve, "Application/GRPC+proto", "/", EMPTY)).isEqualTo("16");
    }
  }

  @Test
  void otherNamesAndOriginsAreRefused() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      channel =
          NettyChannelBuilder.forAddress("127.0.0.1", serve.port())
              .usePlaintext()
              .overrideAuthority("rebound.example")
              .build();
      assertThat(refusal(HealthGrpc.newBlockingStub(channel), ""))
          .isEqualTo(Code.PERMISSION_DENIED);
      assertThat(
              status(
                  serve,
                  "application/grpc",
                  CHECK,
                  EMPTY,
                  "origin",
                  "https://foreign.example",
                  "sec-fetch-site",
                  "cross-site"))
          .isEqualTo("7");
    }
  }

  /// What is no call ends as one that failed, and the server goes on.
  @Test
  void whatIsNoCallIsRefused() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      assertThat(status(serve, "application/grpc", "/nobody.Has/This", EMPTY)).isEqualTo("12");
      assertThat(status(serve, "application/grpc", "/api/v1/status", EMPTY)).isEqualTo("12");
      assertThat(status(serve, "application/grpc", CHECK, EMPTY)).isEqualTo("0");
      assertThat(status(serve, "application/grpc", CHECK, new byte[] {0, 0, 0, 0, 1, (byte) 0xFF}))
          .isNotEqualTo("0");
      assertThat(status(serve, "application/grpc", CHECK, new byte[] {0, 0x7F, 0, 0, 0, 1}))
          .isNotEqualTo("0");
      assertThat(status(serve, "application/grpc", CHECK, new byte[] {1, 0, 0, 0, 0}))
          .as("marked as compressed, without an encoding")
          .isNotEqualTo("none");
      assertThat(status(serve, "application/grpc", CHECK, new byte[0])).isNotEqualTo("0");
      for (byte compressed = 0; compressed < 2; compressed++) {
        byte[] message = {compressed, 0, 0, 0, 0};
        assertThat(status(serve, "application/grpc", CHECK, message, "grpc-encoding", "unheard-of"))
            .isEqualTo("12");
      }
      assertThat(status(serve, "application/json", CHECK, EMPTY)).isEqualTo("none");

      var health = HealthGrpc.newBlockingStub(open(serve));
      assertThat(refusal(health, "x".repeat(1 << 20))).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(check(health, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(serve.errors()).doesNotContain("WARN", "ERROR", "Exception");
    }
  }

  /// The code of gRPC that a body is answered with; a stream that the server resets is one, too.
  private static String status(
      Serve serve, String type, String path, byte[] body, String... headers) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .readTimeout(1, TimeUnit.MINUTES)
            .build();
    Request.Builder request =
        new Request.Builder()
            .url("http://127.0.0.1:" + serve.port() + path)
            .post(RequestBody.create(body, MediaType.get(type)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      response.body().bytes();
      String inHead = response.header("grpc-status");
      return inHead != null
          ? inHead
          : response.trailers().names().contains("grpc-status")
              ? String.valueOf(response.trailers().get("grpc-status"))
              : "none";
    } catch (StreamResetException e) {
      return e.errorCode.name();
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static <T> StreamObserver<T> into(CompletableFuture<T> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        answer.completeExceptionally(new AssertionError("it ended without an answer"));
      }
    };
  }
}
