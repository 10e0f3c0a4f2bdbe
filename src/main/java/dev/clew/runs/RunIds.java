package dev.clew.runs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
