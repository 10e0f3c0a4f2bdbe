package dev.clew.web.api;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.web.view.ErrorView;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns exceptions into answers.
final class ExceptionMappers {
  private static final Logger LOG = Logger.getLogger("dev.clew.web");

  @ServerExceptionMapper
  Response of(ClewError error) {
    int status =
        switch (error.code()) {
          case E020, E025, E120, E124, E125, E130 -> 404;
          case E021, E128, E131 -> 409;
          case E126 -> 403;
          case E024, E001, E127 -> 400;
          case E071, E073, E074, E077, E122, E123 -> 503;
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

  /// What frameworks refuse: methods, types, parameters and bodies.
  @ServerExceptionMapper
  Response of(WebApplicationException wrong) {
    Response made = wrong.getResponse();
    int status = made.getStatus();
    if (status < 400) {
      return made;
    }
    if (status >= 500) {
      LOG.error("a request could not be answered", wrong);
    }
    Response answer = answer(status, ErrorView.of(status));
    String allowed = made.getHeaderString("Allow");
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header("Allow", allowed).build();
  }

  @ServerExceptionMapper
  Response of(MismatchedInputException wrong) {
    return answer(400, ErrorCode.E001, "The body is not the object that is documented.");
  }

  /// What nobody has expected.
  @ServerExceptionMapper
  Response of(Throwable failure) {
    LOG.error("a request could not be answered", failure);
    int status = isMemoryShort(failure) ? 503 : 500;
    return answer(status, ErrorView.of(status));
  }

  /// Quarkus wraps errors.
  private static boolean isMemoryShort(Throwable failure) {
    return failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError;
  }

  private static Response answer(int status, ErrorCode code, String detail) {
    return answer(status, ErrorView.of(code, detail));
  }

  private static Response answer(int status, ErrorView view) {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(view).build();
  }
}
