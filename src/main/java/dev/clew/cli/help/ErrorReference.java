package dev.clew.cli.help;

import dev.clew.error.ErrorCode;

/// The page of all errors in Markdown.
public final class ErrorReference {
  private ErrorReference() {}

  public static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors

            Made by `make docs` from the codes that the program has. `clew explain E016` prints the page of one. A wrapped command's own failure is none of
            these: `clew run` returns its code. Warnings have codes, too, and change no exit code.

            | code | error | what to try | exit code |
            |---|---|---|---|
            """);
    for (ErrorCode code : ErrorCode.values()) {
      page.append(
          "| [%s](%s.md) | %s | %s | %d |\n"
              .formatted(code, code, code.headline(), code.whatToTry(), code.exitCode()));
    }
    return page.toString();
  }
}
