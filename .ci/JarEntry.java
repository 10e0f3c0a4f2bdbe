import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a jar with all that the directory at the jar's end says of it (APPNOTE.TXT 4.3.12): {@link java.util.zip.ZipEntry}
 * leaves out what differs between machines.
 *
 * @param header the fixed part, of {@link #HEADER} bytes
 * @param extra fields, and a comment
 * @param content as it is kept: compressed
 */
record JarEntry(String name, ByteBuffer header, ByteBuffer extra, ByteBuffer content) {
  static final int HEADER = 46;
  static final int LOCAL_HEADER = 30;
  static final int END = 22;
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int END_SIGNATURE = 0x06054b50;

  /**
   * In the directory's order.
   *
   * @param jar with fewer than 65,536 entries, less than 2 GB, and no comment
   */
  static List<JarEntry> all(Path jar) throws IOException {
    try (FileChannel channel = FileChannel.open(jar)) {
      ByteBuffer file = channel.map(MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
      int end = file.limit() - END;
      int count = file.getShort(end + 10) & 0xFFFF;
      if (file.getInt(end) != END_SIGNATURE || count == 0xFFFF) {
        throw new IOException(jar + " has a directory of another kind");
      }
      List<JarEntry> entries = new ArrayList<>();
      int at = file.getInt(end + 16);
      while (entries.size() < count) {
        int name = file.getShort(at + 28);
        int extra = file.getShort(at + 30) + file.getShort(at + 32);
        int local = file.getInt(at + 42);
        int content = local + LOCAL_HEADER + file.getShort(local + 26) + file.getShort(local + 28);
        entries.add(
            new JarEntry(
                UTF_8.decode(part(file, at + HEADER, name)).toString(),
                part(file, at, HEADER),
                part(file, at + HEADER + name, extra),
                part(file, content, file.getInt(at + 20))));
        at += HEADER + name + extra;
      }
      return entries;
    }
  }

  private static ByteBuffer part(ByteBuffer file, int at, int length) {
    return file.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
