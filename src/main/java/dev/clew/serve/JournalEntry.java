package dev.clew.serve;

import dev.clew.telemetry.log.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A line of the log in journald's native protocol: fields with names in upper case, a value of
/// several lines behind its length.
record JournalEntry(LogLine line) {
  /// A datagram has to fit into the socket's buffer.
  private static final int LONGEST = 32 << 10;

  private static final int LONGEST_NAME = 64;

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    field(out, "MESSAGE", line.message());
    field(out, "PRIORITY", Integer.toString(priority()));
    field(out, "SYSLOG_IDENTIFIER", "clew");
    field(out, "SUBSYSTEM", line.subsystem());
    line.fields().forEach((key, value) -> field(out, name(key), String.valueOf(value)));
    return out.toByteArray();
  }

  /// syslog's.
  private int priority() {
    return switch (line.level()) {
      case DEBUG -> 7;
      case INFO -> 6;
      case WARN -> 4;
      case ERROR -> 3;
    };
  }

  /// Names have letters, digits and underscores, and begin with a letter: what begins with an
  /// underscore is the journal's own.
  static String name(String key) {
    String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    String plain = name.replaceAll("^[_0-9]+", "");
    String some = plain.isEmpty() ? "FIELD" : plain;
    return some.substring(0, Math.min(some.length(), LONGEST_NAME));
  }

  private static void field(ByteArrayOutputStream out, String name, String value) {
    byte[] all = value.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = all.length > LONGEST ? Arrays.copyOf(all, LONGEST) : all;
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    if (value.indexOf('\n') < 0) {
      out.write('=');
    } else {
      out.write('\n');
      out.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(bytes.length)
              .array());
    }
    out.writeBytes(bytes);
    out.write('\n');
  }
}
