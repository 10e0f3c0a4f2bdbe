package dev.clew.transfer;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Kinds of compressed files that are not read, by their first bytes.
final class Compression {
  private static final Map<String, byte[]> KINDS = kinds();

  private Compression() {}

  private static Map<String, byte[]> kinds() {
    HexFormat hex = HexFormat.of();
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("zstd", hex.parseHex("28b52ffd"));
    kinds.put("xz", hex.parseHex("fd377a585a00"));
    kinds.put("bzip2", hex.parseHex("425a68"));
    kinds.put("lz4", hex.parseHex("04224d18"));
    kinds.put("zip", hex.parseHex("504b0304"));
    return kinds;
  }

  static boolean is(byte[] start) {
    return KINDS.values().stream().anyMatch(each -> OtlpInput.startsWith(start, each));
  }

  /// Why a file that begins like this cannot be read.
  static String reason(byte[] start) {
    for (Map.Entry<String, byte[]> kind : KINDS.entrySet()) {
      if (OtlpInput.startsWith(start, kind.getValue())) {
        String name = kind.getKey();
        String command = name.equals("zip") ? "unzip -p FILE" : name + " -dc FILE";
        return "it is compressed with " + name + "; try: " + command + " | clew import -";
      }
    }
    return "no OTLP: neither JSON nor protobuf begins with the byte 0x%02X".formatted(start[0]);
  }
}
