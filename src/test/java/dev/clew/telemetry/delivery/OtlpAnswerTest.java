package dev.clew.telemetry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import java.io.IOException;
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
    Delivered answer = OtlpAnswer.ofHttp(response(400, "application/x-protobuf", STATUS));

    assertThat(answer)
        .isEqualTo(new Delivered.Refused("HTTP 400", "field 7 is no text", false, null));
  }

  @ParameterizedTest
  @CsvSource({"application/x-protobuf, ''", "application/x-protobuf, '\u0012'", "text/html, <p>"})
  void withoutAReasonItSaysHttps(String type, String body) throws IOException {
    Delivered answer =
        OtlpAnswer.ofHttp(
            response(503, type, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(answer).isEqualTo(new Delivered.Refused("HTTP 503", "Unlucky", true, null));
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
