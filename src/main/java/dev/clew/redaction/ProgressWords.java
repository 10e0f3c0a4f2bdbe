package dev.clew.redaction;

import java.util.List;
import java.util.stream.Stream;

/// What Terraform and its like say of a resource behind its name, as in
/// `random_password.db_password: Creation complete after 0s`.
final class ProgressWords {
  private static final List<byte[]> ALL =
      Stream.of(
              "Creation complete",
              "Modifications complete",
              "Destruction complete",
              "Read complete",
              "Refresh complete",
              "Refreshing state",
              "Still creating",
              "Still modifying",
              "Still destroying",
              "Still reading",
              "Provisioning with",
              "Creation errored",
              "Import prepared",
              "Preparing import",
              "Drift detected")
          .map(TextWindow::ascii)
          .toList();

  private ProgressWords() {}

  static boolean at(TextWindow window, int start) {
    for (byte[] words : ALL) {
      if (window.at(start) == words[0] && window.matches(words, start)) {
        return true;
      }
    }
    return false;
  }
}
