package dev.clew.ci;

/// The rules of [git-check-ref-format](https://git-scm.com/docs/git-check-ref-format).
final class RefName {
  private static final int LONGEST = 1024;

  private RefName() {}

  /// Whether a full name such as `refs/heads/main` is one that git would accept.
  ///
  /// @param name with one character a byte
  static boolean isValid(String name) {
    if (name.length() > LONGEST || !name.contains("/") || name.endsWith(".")) {
      return false;
    }
    if (name.contains("..") || name.contains("@{")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7F || "~^:?*[\\".indexOf(c) >= 0) {
        return false;
      }
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }

  /// Whether this is the id of an object: SHA-1 or SHA-256 in hexadecimal.
  static boolean isObjectId(String text) {
    return (text.length() == 40 || text.length() == 64)
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
