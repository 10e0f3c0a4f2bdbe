package dev.clew.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.ProviderFailure.Kind;
import dev.clew.otlp.client.RetryAdvice;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// What a provider's refusal comes to.
final class ProviderAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Of error types and codes: a word of the provider's, nothing that somebody has written.
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_.]{0,63}");

  /// Codes of 429 that waiting does not change.
  private static final Set<String> FINAL =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

  private ProviderAnswer() {}

  /// The failure of an answer that is no success.
  ///
  /// @param clock for a `retry-after` that is a date
  static ProviderFailure of(int status, Headers headers, String body, Clock clock) {
    JsonNode error = error(body);
    String type = word(error.path("type"));
    String code = word(error.path("code"));
    StringBuilder reason = new StringBuilder("HTTP ").append(status);
    if (!type.isEmpty()) {
      reason.append(' ').append(type);
    }
    if (!code.isEmpty() && !code.equals(type)) {
      reason.append(' ').append(code);
    }
    boolean busy = status == 408 || status == 409 || status == 429 || status >= 500;
    boolean retry =
        busy
            && !FINAL.contains(code)
            && !FINAL.contains(type)
            && !"false".equals(headers.get("x-should-retry"));
    return new ProviderFailure(
        busy ? Kind.OVERLOADED : Kind.REFUSED,
        reason.toString(),
        retry,
        retryAfter(headers, clock),
        error.path("message").asText(""));
  }

  /// The failure that an event of a stream tells of, or null where it tells of none.
  ///
  /// @param event its name, or null
  static @Nullable ProviderFailure ofEvent(@Nullable String event, String data) {
    if (!"error".equals(event) && !data.startsWith("{\"error\"")) {
      return null;
    }
    JsonNode error = error(data);
    String type = word(error.path("type"));
    int status =
        switch (type) {
          case "overloaded_error" -> 529;
          case "rate_limit_error", "rate_limit_exceeded" -> 429;
          case "invalid_request_error", "authentication_error", "permission_error" -> 400;
          default -> error.path("code").asInt(500);
        };
    return of(status, Headers.of(), data, Clock.systemUTC());
  }

  private static JsonNode error(String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      return error.isObject() ? error : JSON.createObjectNode();
    } catch (JacksonException _) {
      return JSON.createObjectNode();
    }
  }

  private static String word(JsonNode node) {
    String text = node.asText("").toLowerCase(Locale.ROOT);
    return WORD.matcher(text).matches() ? text : "";
  }

  /// `retry-after`, or the milliseconds of `retry-after-ms`.
  private static @Nullable Duration retryAfter(Headers headers, Clock clock) {
    String millis = headers.get("retry-after-ms");
    return millis != null && MILLIS.matcher(millis).matches()
        ? Duration.ofMillis(Long.parseLong(millis))
        : RetryAdvice.ofHttp(headers.get("retry-after"), clock);
  }
}
