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

  /// The title of a page, without the code.
  static String headline(ErrorCode code) {
    return between(page(code), "# [" + code + "] ", "\n");
  }

  /// The first paragraph of what can be done about it.
  static String whatToTry(ErrorCode code) {
    return between(page(code), "\n## What to try\n\n", "\n\n");
  }

  private static String between(String page, String before, String after) {
    int start = page.indexOf(before);
    int end = page.indexOf(after, start + before.length());
    if (start < 0 || end < 0) {
      throw new IllegalStateException("a page has no " + before.strip());
    }
    return page.substring(start + before.length(), end).replace('\n', ' ');
  }
}
