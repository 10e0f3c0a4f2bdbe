package dev.clew.runs;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A run's id as a segment of a path of the API. Clients take `.` and `..` out of a path, encoded
/// or not, so an id of dots alone is encoded twice; one that looks like such an encoding, too.
public final class PathSegment {
  private static final Pattern DOTS =
      Pattern.compile("(?:%(?:25)*2E){1,2}", Pattern.CASE_INSENSITIVE);

  private PathSegment() {}

  /// The encoded segment.
  public static String of(String id) {
    boolean twice = id.equals(".") || id.equals("..") || DOTS.matcher(id).matches();
    return encode(twice ? encode(id).replace(".", "%2E") : id);
  }

  /// The id that a segment stands for, which the server has decoded once.
  public static String id(String decoded) {
    return DOTS.matcher(decoded).matches()
        ? URLDecoder.decode(decoded, StandardCharsets.UTF_8)
        : decoded;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
