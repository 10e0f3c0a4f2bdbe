package dev.clew.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The page that explains each error, from the class path resources `errors/E0NN.md`.
public final class ErrorPages {
  private ErrorPages() {}

  /// The page in Markdown.
  public static String page(ErrorCode code) {
    String name = "/errors/" + code + ".md";
    try (InputStream in = ErrorPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
