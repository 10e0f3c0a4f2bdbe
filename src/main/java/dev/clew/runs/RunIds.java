package dev.clew.runs;

import dev.clew.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Ids of run files, which have one shape. Records of any origin may call their run otherwise.
public final class RunIds {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]");

  private RunIds() {}

  /// The id of the file of the run that records call so.
  public static String of(String name) {
    return ID.matcher(name).matches() ? name : digest(name.getBytes(StandardCharsets.UTF_8));
  }

  /// The name of a run as part of a file name.
  public static String fileName(String name) {
    return UNUSUAL.matcher(name).replaceAll("_");
  }

  /// An id for content that names no run: the same for the same.
  public static String digest(byte[] content) {
    return Sha256.hex(content, 8);
  }
}
