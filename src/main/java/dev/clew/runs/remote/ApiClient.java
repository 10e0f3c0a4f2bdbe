package dev.clew.runs.remote;

import com.fasterxml.jackson.core.JacksonException;
import dev.clew.config.OtlpTarget;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.client.Transport;
import dev.clew.record.Attributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A backend's API, version 1.
public final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /// A search through millions of records answers in slices; nothing is silent for this long.
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /// Of what is being done.
  private static final Duration WORK = Duration.ofMinutes(5);

  private static final String JSON = "application/json";

  /// What a server of a fleet says of jobs and nodes.
  private static final Pattern FLEET = Pattern.compile("E1[23][0-9]");

  private static final int MAX_ERROR = 64 << 10;
  private static final int NO_CONTENT = 204;
  private static final RequestBody EMPTY = RequestBody.create("{}", MediaType.get(JSON));

  private final ServerAddress address;
  private final OkHttpClient http;
  private final JsonTree json = new JsonTree();

  /// @throws ClewError E012 when the certificate cannot be used
  public ApiClient(ServerAddress address) {
    this.address = address;
    this.http =
        Transport.connect(target(address, address.base(), CONNECT))
            .newBuilder()
            .callTimeout(Duration.ZERO)
            .readTimeout(SILENCE)
            .build();
  }

  /// What sends OTLP over HTTP to an endpoint, with this backend's token.
  static OtlpTarget target(ServerAddress address, java.net.URI endpoint, Duration timeout) {
    return target(address, endpoint, OtlpTarget.Protocol.HTTP_PROTOBUF, timeout);
  }

  /// An endpoint as it is reached with this backend's token and certificate.
  static OtlpTarget target(
      ServerAddress address,
      java.net.URI endpoint,
      OtlpTarget.Protocol protocol,
      Duration timeout) {
    return new OtlpTarget(
            endpoint,
            protocol,
            address.token().isEmpty()
                ? Map.of()
                : Map.of("authorization", "Bearer " + address.token()),
            false,
            timeout,
            address.certificate(),
            null,
            null)
        .withEgress(address.network().to(endpoint));
  }

  public ServerAddress address() {
    return address;
  }

  /// Asks for an object.
  ///
  /// @param parameters names and values in turn; those with an empty value are left out
  /// @throws ClewError E020, E021, E024 as the backend says, E060 to E063
  public Attributes get(String path, String... parameters) {
    return answer(http, request(path, JSON, parameters));
  }

  /// Has something done, which may take longer than an answer.
  ///
  /// @param body JSON
  Attributes post(String path, String body) {
    Request request =
        request(path, JSON)
            .newBuilder()
            .post(RequestBody.create(body, MediaType.get(JSON)))
            .build();
    return answer(http.newBuilder().readTimeout(WORK).build(), request);
  }

  /// Sends a request of any method.
  ///
  /// @param body JSON; null for none
  /// @param headers besides those that all have
  /// @return the body of the answer
  public byte[] send(
      String method, String path, byte @Nullable [] body, Map<String, String> headers) {
    RequestBody content = body == null ? null : RequestBody.create(body, MediaType.get(JSON));
    Request.Builder request =
        request(path, JSON)
            .newBuilder()
            .method(method, content == null && method.equals("POST") ? EMPTY : content);
    headers.forEach(request::header);
    try (Response response = http.newCall(request.build()).execute()) {
      if (response.code() != NO_CONTENT) {
        check(response, JSON);
      }
      return Objects.requireNonNull(response.body()).bytes();
    } catch (IOException e) {
      throw failure(address, e);
    }
  }

  private Attributes answer(OkHttpClient client, Request request) {
    try (Response response = client.newCall(request).execute()) {
      check(response, JSON);
      return json.object(Objects.requireNonNull(response.body()).byteStream());
    } catch (IOException e) {
      throw failure(address, e);
    }
  }

  /// Opens a stream.
  ///
  /// @param type of the content
  public Stream open(String path, String type, String... parameters) {
    try {
      Call call = http.newCall(request(path, type, parameters));
      Response response = call.execute();
      try {
        check(response, type);
      } catch (ClewError | IOException e) {
        response.close();
        throw e;
      }
      return new Stream(call, Objects.requireNonNull(response.body()).byteStream());
    } catch (IOException e) {
      throw failure(address, e);
    }
  }

  private Request request(String path, String type, String... parameters) {
    HttpUrl base;
    try {
      base = HttpUrl.get(address.base().toString());
    } catch (IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E061, address + ": " + e.getMessage() + ".", e);
    }
    HttpUrl.Builder url = base.newBuilder().addPathSegments("api/v1").addEncodedPathSegments(path);
    for (int i = 0; i < parameters.length; i += 2) {
      if (!parameters[i + 1].isEmpty()) {
        url.addQueryParameter(parameters[i], parameters[i + 1]);
      }
    }
    Request.Builder request =
        new Request.Builder().url(url.build()).header("accept", type).header("user-agent", "clew");
    if (!address.token().isEmpty()) {
      request.header("authorization", "Bearer " + address.token());
    }
    return request.build();
  }

  private void check(Response response, String type) throws IOException {
    String given = String.valueOf(response.header("content-type"));
    boolean expected = given.startsWith(type);
    if (response.isSuccessful() && expected) {
      return;
    }
    String what =
        address
            + " answered "
            + (response.isSuccessful() ? given : "HTTP " + response.code())
            + " to "
            + response.request().method()
            + " "
            + response.request().url().encodedPath();
    if (response.code() == 401) {
      throw new ClewError(
          ErrorCode.E062,
          what + "; CLEW_SERVER_TOKEN is " + (address.token().isEmpty() ? "not set." : "set."));
    }
    Attributes answer = answer(response, given);
    Attributes error = JsonTree.object(answer, "error");
    String message = error.text("message") + answer.text("message");
    switch (error.text("code")) {
      case "E020", "E021", "E024" ->
          throw new ClewError(ErrorCode.named(error.text("code")), message);
      case String code
          when FLEET.matcher(code).matches()
              || (code.equals("E001") && !response.request().method().equals("GET")) ->
          throw new ClewError(ErrorCode.named(code), message);
      default -> {
        boolean known = answer.size() > 0 && response.code() != 404;
        String reason = message.isEmpty() ? "." : ": " + message;
        throw new ClewError(known ? ErrorCode.E063 : ErrorCode.E061, what + reason);
      }
    }
  }

  private Attributes answer(Response response, String type) throws IOException {
    if (!type.startsWith(JSON)) {
      return Attributes.EMPTY;
    }
    try {
      return json.object(response.peekBody(MAX_ERROR).string());
    } catch (JacksonException _) {
      return Attributes.EMPTY;
    }
  }

  /// Why a backend could not be asked.
  static ClewError failure(ServerAddress address, IOException e) {
    String reason =
        switch (e) {
          case ConnectException _ -> "connection refused";
          case UnknownHostException _ -> "the name is unknown";
          case SSLException _ -> "TLS: " + e.getMessage();
          case InterruptedIOException _ -> "no answer in time";
          case JacksonException _ -> "its answer is no valid JSON";
          default -> String.valueOf(e.getMessage());
        };
    boolean answered = e instanceof JacksonException;
    return new ClewError(
        answered ? ErrorCode.E063 : ErrorCode.E060, address + " (" + reason + ").", e);
  }

  /// Ends the connections.
  public void close() {
    http.connectionPool().evictAll();
  }

  /// An answer while it comes in: what breaks is the connection.
  public final class Stream extends InputStream {
    private final Call call;
    private final InputStream in;
    private boolean ended;

    private Stream(Call call, InputStream in) {
      this.call = call;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        int read = in.read(bytes, from, length);
        ended = read < 0;
        return read;
      } catch (IOException e) {
        throw failure(address, e);
      }
    }

    /// Ends a read that goes on in another thread.
    public void cancel() {
      call.cancel();
    }

    /// What has not come yet is not waited for.
    @Override
    public void close() throws IOException {
      if (!ended) {
        call.cancel();
      }
      try {
        in.close();
      } catch (IOException e) {
        if (ended) {
          throw e;
        }
      }
    }
  }
}
