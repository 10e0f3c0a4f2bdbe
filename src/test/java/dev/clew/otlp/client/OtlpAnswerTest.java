package dev.clew.otlp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Status;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpAnswerTest {
  private static final byte[] STATUS =
      Status.newBuilder().setCode(3).setMessage("field 7 is no text").build().toByteArray();

  @Test
  void aRefusalOverHttpSaysItsReason() throws IOException {
    ExportResult answer = OtlpAnswer.ofHttp(response(400, "application/x-protobuf", STATUS));

    assertThat(answer)
        .isEqualTo(new ExportResult.Refused("HTTP 400", "field 7 is no text", false, null));
  }

  @ParameterizedTest
  @CsvSource({"application/x-protobuf, ''", "application/x-protobuf, '\u0012'", "text/html, <p>"})
  void withoutAReasonItSaysHttps(String type, String body) throws IOException {
    ExportResult answer = OtlpAnswer.ofHttp(response(503, type, body.getBytes(UTF_8)));

    assertThat(answer).isEqualTo(new ExportResult.Refused("HTTP 503", "Unlucky", true, null));
  }

  @ParameterizedTest
  @CsvSource({
    "200, application/x-protobuf, ''",
    "200, text/html, ''",
    "200, application/json; charset=utf-8, {}",
    "200, application/json, '{\"partialSuccess\":{\"rejectedSpans\":0}}'",
  })
  void whatOtlpDefinesAsSuccessIsAConfirmation(int code, String type, String body)
      throws IOException {
    assertThat(OtlpAnswer.ofHttp(response(code, type, body.getBytes(UTF_8))))
        .isEqualTo(new ExportResult.Confirmed());
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, <html>, it is text/html",
    "200, text/plain, ok, it is text/plain",
    "200, application/x-protobuf, '<html>', wire type",
    "200, application/json, '{\"error\":\"quota\"}', quota",
    "200, application/json, '[]', object",
    "202, application/x-protobuf, '', status 200 alone",
    "202, application/json, {}, status 200 alone",
    "204, text/plain, '', status 200 alone",
    "301, text/html, '', Unlucky",
  })
  void everythingElseIsRefused(int code, String type, String body, String reason)
      throws IOException {
    ExportResult answer = OtlpAnswer.ofHttp(response(code, type, body.getBytes(UTF_8)));

    assertThat(answer)
        .isInstanceOfSatisfying(
            ExportResult.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo("HTTP " + code);
              assertThat(refused.reason()).contains(reason);
              assertThat(refused.retryable()).isFalse();
            });
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    assertThatThrownBy(
            () -> OtlpAnswer.ofHttp(response(200, "application/json", new byte[(1 << 20) + 1])))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "413, ''",
    "400, http: request body too large",
  })
  void aRefusalForTheSizeIsToldApart(int code, String reason) throws IOException {
    byte[] status = Status.newBuilder().setMessage(reason).build().toByteArray();

    assertThat(OtlpAnswer.ofHttp(response(code, "application/x-protobuf", status)))
        .isInstanceOf(ExportResult.TooLarge.class);
  }

  @ParameterizedTest
  @CsvSource({
    "8, grpc: received message larger than max (5242880 vs. 4194304), true",
    "8, gRPC message exceeds maximum size 4194304: 5242880, true",
    "8, Received message exceeds the maximum configured message size., true",
    "11, 'Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes', true",
    "8, quota, false",
    "8, '', false",
  })
  void grpcHasNoStatusOfItsOwnForTheSize(int status, String message, boolean certain)
      throws IOException {
    assertThat(GrpcAnswer.of(grpc(Integer.toString(status), message, new byte[0])))
        .isInstanceOfSatisfying(
            ExportResult.TooLarge.class, large -> assertThat(large.certain()).isEqualTo(certain));
  }

  @Test
  void overGrpcOneMessageIsTheConfirmation() throws IOException {
    assertThat(GrpcAnswer.of(grpc("0", "", new byte[5]))).isEqualTo(new ExportResult.Confirmed());
    for (byte[] body : List.of(new byte[0], new byte[] {1, 0, 0, 0, 0}, new byte[6])) {
      assertThat(GrpcAnswer.of(grpc("0", "", body)))
          .isInstanceOfSatisfying(
              ExportResult.Refused.class, no -> assertThat(no.reason()).contains("no OTLP"));
    }
  }

  @Test
  void aProxyAnswersInHttp() throws IOException {
    assertThat(GrpcAnswer.of(response(503, "text/html", new byte[0])))
        .isEqualTo(new ExportResult.Refused("HTTP 503", "Unlucky", true, null));
    assertThat(GrpcAnswer.of(response(413, "text/html", new byte[0])))
        .isEqualTo(new ExportResult.TooLarge("HTTP 413", "Unlucky", true));
  }

  private static Response grpc(String status, String message, byte[] body) {
    return response(200, "application/grpc", body)
        .newBuilder()
        .header("grpc-status", status)
        .header("grpc-message", message)
        .build();
  }

  private static Response response(int code, String type, byte[] body) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://h/v1/logs").build())
        .protocol(Protocol.HTTP_1_1)
        .code(code)
        .message("Unlucky")
        .header("content-type", type)
        .body(ResponseBody.create(body, MediaType.get(type)))
        .build();
  }
}
