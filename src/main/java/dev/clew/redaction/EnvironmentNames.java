package dev.clew.redaction;

import java.util.List;
import java.util.stream.Stream;

/// Knows variables whose name has what makes them a secret in its middle, such as
/// `TF_TOKEN_app_terraform_io` and `BUNDLE_GITHUB__COM`.
final class EnvironmentNames {
  private static final int MAX_NAME = 96;
  private static final byte[] PASS = TextWindow.ascii("pass");
  private static final byte[] BUNDLE = TextWindow.ascii("BUNDLE_");
  private static final List<byte[]> MIDDLE =
      Stream.of("TOKEN_", "PASSWORD_", "SECRET_", "PASSWD_").map(TextWindow::ascii).toList();

  /// What is told of a secret and is none.
  private static final List<byte[]> ENDS =
      Stream.of(
              "url uri file path dir name id ttl type endpoint count length size limit timeout"
                  + " issuer audience host port user policy regex alg algorithm date at in days"
                  + " scope version key_id hash header")
          .flatMap(words -> Stream.of(words.split(" ")))
          .map(TextWindow::ascii)
          .toList();

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_");

  private EnvironmentNames() {}

  /// Where the name begins that ends here, when it is one of a secret, or -1.
  static int before(TextWindow window, int end) {
    int start = window.back(end, NAME, MAX_NAME);
    if (end - start == PASS.length && window.matches(PASS, start)) {
      return start;
    }
    if (end - start < 8 || !hasMiddle(window, start, end)) {
      return -1;
    }
    for (byte[] word : ENDS) {
      if (window.endsWith(word, end) && window.followsOneOf(end - word.length - 1, "_")) {
        return -1;
      }
    }
    return start;
  }

  private static boolean hasMiddle(TextWindow window, int start, int end) {
    boolean bundle = window.matches(BUNDLE, start);
    for (int i = start; i < end; i++) {
      if (window.at(i) != '_') {
        continue;
      }
      if (bundle && window.follows(i + 1, '_')) {
        return true;
      }
      for (byte[] word : MIDDLE) {
        if (window.matches(word, i + 1 - word.length) && i + 1 - word.length >= start) {
          return true;
        }
      }
    }
    return false;
  }
}
