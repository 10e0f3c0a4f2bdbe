package dev.clew.functional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.posix.DatagramReceiver;
import dev.clew.telemetry.prometheus.Promtool;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew serve` between TLS, Prometheus and systemd.
class ServeSurroundingsTest {
  @TempDir Path home;

  @Test
  void withACertificateEveryPortSpeaksTls() throws Exception {
    Certificate certificate = Certificate.create(home, "localhost");
    Certificate other = Certificate.create(home, "other");
    try (Serve serve =
        Serve.start(
            new Program(home),
            "--tls-cert=" + certificate.chain(),
            "--tls-key=" + certificate.key())) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
      for (Version version : Version.values()) {
        if (version != Version.HTTP_1_1 && version != Version.HTTP_2) {
          continue;
        }
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("https://127.0.0.1:" + serve.otlp().getLast() + "/v1/traces"))
                .version(version)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(version);
      }
      assertThat(overTls(serve.otlp().getFirst(), certificate)).isNotNull();
      try (OtlpSender plain = new OtlpSender(serve.otlp().getFirst())) {
        assertThat(plain.grpc(OtlpSignal.LOGS, new byte[0], false).code()).isEqualTo(14);
      }
      assertThat(serve.isReadyOver(client)).isTrue();
    }

    Ended mixed =
        new Program(home)
            .run(
                "serve",
                "--port=0",
                "--tls-cert=" + certificate.chain(),
                "--tls-key=" + other.key());
    assertThat(mixed.err()).contains("[E052]", "is not the key of");
    assertThat(mixed.code()).isEqualTo(1);
  }

  private static ExportTraceServiceResponse overTls(int port, Certificate certificate)
      throws IOException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .sslContext(
                GrpcSslContexts.forClient().trustManager(certificate.chain().toFile()).build())
            .build();
    try {
      var method =
          MethodDescriptor.<ExportTraceServiceRequest, ExportTraceServiceResponse>newBuilder()
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(OtlpSignal.TRACES.grpcPath().substring(1))
              .setRequestMarshaller(
                  ProtoUtils.marshaller(ExportTraceServiceRequest.getDefaultInstance()))
              .setResponseMarshaller(
                  ProtoUtils.marshaller(ExportTraceServiceResponse.getDefaultInstance()))
              .build();
      return ClientCalls.blockingUnaryCall(
          channel, method, CallOptions.DEFAULT, ExportTraceServiceRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var in = Files.newInputStream(certificate.chain())) {
      trusted.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void prometheusHasItsOwnPortAndTakesWhatIsThere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(home.resolve("clew.toml"), "[telemetry.prometheus]\nport = " + port + "\n");
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(port);
        OtlpSender otlp = new OtlpSender(serve.otlp().getFirst())) {
      assertThat(otlp.grpc(OtlpSignal.METRICS, new byte[] {1}, false).code()).isEqualTo(3);

      String metrics = http.send(false, http.request("/metrics")).text();

      assertThat(http.send(false, http.request("/api/v1/status")).status()).isEqualTo(404);
      assertThat(metrics)
          .contains(
              "clew_otlp_requests_total{outcome=\"malformed\",protocol=\"grpc\",signal=\"metrics\"",
              "clew_otlp_records_total{signal=\"logs\"",
              "clew_otlp_bytes_total",
              "clew_otlp_rejected_records_total",
              "clew_otlp_request_duration_seconds_count",
              "clew_otlp_inflight_bytes",
              "clew_connections",
              "clew_store_size_bytes",
              "clew_store_queue",
              "clew_store_runs{state=\"ok\"",
              "process_resident_memory_bytes");
      assertThat(Promtool.lint(metrics)).isEmpty();
    }
  }

  @Test
  void underSystemdItTellsHowItStandsAndLogsJson() throws Exception {
    Path notify = home.resolve("notify");
    Files.writeString(home.resolve("clew.toml"), "[logging]\nformat = \"json\"\n");
    Program clew =
        new Program(home)
            .with("INVOCATION_ID", "0123456789abcdef0123456789abcdef")
            .with("NOTIFY_SOCKET", notify.toString());
    try (DatagramReceiver systemd = new DatagramReceiver(notify);
        Serve serve = Serve.start(clew)) {
      assertThat(new String(systemd.receive(), UTF_8)).isEqualTo("READY=1");
      assertThat(serve.end()).isZero();
      assertThat(new String(systemd.receive(), UTF_8)).isEqualTo("STOPPING=1");
      assertThat(serve.errors().lines())
          .isNotEmpty()
          .allSatisfy(
              line -> {
                JsonNode entry = new ObjectMapper().readTree(line);
                assertThat(entry.get("subsystem").asText()).isNotEmpty();
                assertThat(entry.get("level").asText()).isIn("info", "warn");
              });
      assertThat(serve.errors()).contains("\"message\":\"serving\"", "\"message\":\"stopping\"");
    }
  }
}
