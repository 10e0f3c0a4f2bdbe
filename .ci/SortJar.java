import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the entries of a jar in the order of their names, with one time and nothing of the machine, in place: {@code java SortJar.java JAR}.
 *
 * <p>Quarkus writes some of what it generates in the order in which its threads are done. Contents are copied as they are, compressed.
 */
public final class SortJar {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** 2026-01-01 00:00 (project.build.outputTimestamp), as a time and a date of MS-DOS, which know no time zone. */
  private static final int TIME = (2026 - 1980) << 25 | 1 << 21 | 1 << 16;

  /** A content is followed by its lengths; here they are in its header. */
  private static final int LENGTHS_FOLLOW = 1 << 3;

  static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path sorted = Path.of(jar + ".sorted");
    List<JarEntry> entries =
        JarEntry.all(jar).stream()
            .sorted(
                Comparator.comparing((JarEntry entry) -> !entry.name().equals(MANIFEST))
                    .thenComparing(JarEntry::name))
            .toList();
    try (WritableByteChannel out =
        Channels.newChannel(new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 20))) {
      ByteBuffer directory =
          buffer(entries.stream().mapToInt(entry -> JarEntry.HEADER + utf8(entry).length).sum());
      int at = 0;
      for (JarEntry entry : entries) {
        byte[] name = utf8(entry);
        ByteBuffer header = buffer(JarEntry.HEADER).put(entry.header().duplicate()).flip();
        header.putShort(8, (short) (header.getShort(8) & ~LENGTHS_FOLLOW)).putInt(12, TIME);
        // No extra fields and no comment.
        header.putInt(30, 0).putInt(42, at);
        directory.put(header.duplicate()).put(name);
        ByteBuffer local = buffer(JarEntry.LOCAL_HEADER + name.length).putInt(JarEntry.LOCAL_SIGNATURE);
        local.put(header.slice(6, 22)).putShort((short) name.length).putShort((short) 0).put(name);
        at += out.write(local.flip()) + out.write(entry.content().duplicate());
      }
      ByteBuffer end = buffer(JarEntry.END).putInt(JarEntry.END_SIGNATURE).putInt(0);
      end.putShort((short) entries.size()).putShort((short) entries.size());
      end.putInt(directory.capacity()).putInt(at).putShort((short) 0);
      out.write(directory.flip());
      out.write(end.flip());
    }
    Files.move(sorted, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] utf8(JarEntry entry) {
    return entry.name().getBytes(UTF_8);
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
