package dev.clew.web;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns exceptions into answers.
final class Failures {
  @ServerExceptionMapper
  Response of(ClewError error) {
    int status =
        switch (error.code()) {
          case E020, E025 -> 404;
          case E021 -> 409;
          case E024, E001 -> 400;
          case E071, E073, E074, E077 -> 503;
          default -> 500;
        };
    return answer(status, error.code(), error.detail());
  }

  @ServerExceptionMapper
  Response of(BadRequest wrong) {
    return answer(400, ErrorCode.E001, String.valueOf(wrong.getMessage()));
  }

  /// A record whose run was removed while it was read.
  @ServerExceptionMapper
  Response of(NoSuchElementException gone) {
    return answer(404, ErrorCode.E020, "It has been removed.");
  }

  @ServerExceptionMapper
  Response of(NotAllowedException wrong) {
    Response made = wrong.getResponse();
    Response answer = answer(405, ErrorCode.E001, "This path does not take that method.");
    String allowed = made.getHeaderString("Allow");
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header("Allow", allowed).build();
  }

  @ServerExceptionMapper
  Response of(NotSupportedException wrong) {
    return answer(415, ErrorCode.E001, "The Content-Type has to be application/json.");
  }

  private static Response answer(int status, ErrorCode code, String detail) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new ErrorView(new ErrorView.Detail(code.name(), detail, code.whatToTry())))
        .build();
  }
}
