package dev.clew.web.api;

import dev.clew.web.view.ErrorView;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// The addresses of the page's views. All are the same file; the page looks at its address and
/// shows the view.
@Singleton
final class PageAddresses {
  private static final String FILE = "META-INF/resources/index.html";
  private static final String VIEWS = "/|/(runs|traces|logs|charts|compare|fleet)(/[^/]*)?";

  /// A run or trace whose id needs no escapes.
  private static final Pattern WITH_SPANS = Pattern.compile("/(runs|traces)/[A-Za-z0-9._~-]+");

  /// What the router itself answers.
  private static final int[] ERRORS = {400, 404, 405, 406, 413, 415, 500};

  private final ApiContext backend;

  PageAddresses(ApiContext backend) {
    this.backend = backend;
  }

  void serve(@Observes Router router) {
    router.getWithRegex(VIEWS).order(Integer.MIN_VALUE).handler(this::answer);
    for (int status : ERRORS) {
      router.errorHandler(status, context -> error(context, status));
    }
  }

  private static void error(RoutingContext context, int status) {
    if (context.response().headWritten()) {
      context.request().connection().close();
    } else {
      PageFrontHandler.deny(context.request(), status, ErrorView.of(status));
    }
  }

  /// The file names the scripts by their content: it is the one that must not be kept.
  private void answer(RoutingContext context) {
    HttpServerResponse response =
        context
            .response()
            .putHeader("content-type", "text/html;charset=UTF-8")
            .putHeader("cache-control", "no-cache");
    String path = context.request().path();
    // With a token the browser cannot ask: only the page knows it.
    if (!backend.about.auth() && WITH_SPANS.matcher(path).matches()) {
      response.putHeader(
          "link", "</api/v1" + path + "/spans>; rel=preload; as=fetch; crossorigin=anonymous");
    }
    response.end(file());
  }

  private static Buffer file() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("the page is not in this build");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
