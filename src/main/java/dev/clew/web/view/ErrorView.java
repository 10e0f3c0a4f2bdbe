package dev.clew.web.view;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clew.error.ErrorCode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What went wrong: the body of each answer of the API's that is an error.
@RegisterForReflection
public record ErrorView(Detail error) {
  private static final String PATHS = "Paths and parameters are in /api/v1/openapi.";

  /// An error.
  ///
  /// @param code one of `clew explain`'s
  /// @param advice what to try
  @RegisterForReflection
  public record Detail(String code, String message, String advice) {}

  public static ErrorView of(ErrorCode code, String message) {
    String advice = code == ErrorCode.E001 ? PATHS : code.whatToTry();
    return new ErrorView(new Detail(code.name(), message, advice));
  }

  /// Of a status of HTTP.
  public static ErrorView of(int status, String message) {
    return of(
        status == 401 ? ErrorCode.E062 : status >= 500 ? ErrorCode.E099 : ErrorCode.E001, message);
  }

  /// What a status means where nothing else is known.
  public static ErrorView of(int status) {
    return of(
        status,
        switch (status) {
          case 404 -> "There is no such path.";
          case 405 -> "This path does not take that method.";
          case 406 -> "This path has no answer of a type that the header Accept takes.";
          case 413 -> "The body is too large.";
          case 415 -> "The Content-Type has to be application/json.";
          default -> status >= 500 ? "Clew failed; its log says why." : "The request is malformed.";
        });
  }

  public String json() {
    return "{\"error\":{\"code\":%s,\"message\":%s,\"advice\":%s}}"
        .formatted(quoted(error.code()), quoted(error.message()), quoted(error.advice()));
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
