import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes out of a jar what differs from one build of a commit to the next, in place: {@code java SteadyJar.java JAR}.
 *
 * <p>Quarkus writes what it generates in the order in which its threads are done, with the time of day. It names what its recorders
 * return «proxykey1», «proxykey2» ..., in the same order (quarkusio/quarkus#53025): keys under which one recorder's class puts a
 * value and others get it. Here the entries are in the order of their names, with one time, and the keys numbered in that order.
 */
public final class SteadyJar {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String RECORDERS = "io/quarkus/runner/recorded/";

  /** That of project.build.outputTimestamp. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  /** A constant of a class file (JVMS §4.4.7): its tag, its length, its characters, and digits of what follows. */
  private static final Pattern PROXY = Pattern.compile("\\x01\\x00(.)(proxykey\\d+)", Pattern.DOTALL);

  private static final Map<String, String> NAMES = new HashMap<>();

  static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path steady = Path.of(jar + ".steady");
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(steady), 1 << 20))) {
      List<? extends ZipEntry> entries =
          in.stream()
              .sorted(Comparator.comparing((ZipEntry entry) -> !entry.getName().equals(MANIFEST)).thenComparing(ZipEntry::getName))
              .toList();
      Set<String> there = new HashSet<>();
      for (ZipEntry entry : entries) {
        if (!there.add(entry.getName())) {
          // The directories of several libraries are the same.
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(TIME);
        out.putNextEntry(copy);
        byte[] content = in.getInputStream(entry).readAllBytes();
        out.write(entry.getName().startsWith(RECORDERS) ? renumbered(content) : content);
        out.closeEntry();
      }
    }
    Files.move(steady, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] renumbered(byte[] recorder) {
    return PROXY
        .matcher(new String(recorder, ISO_8859_1))
        .replaceAll(
            constant -> {
              String key = constant.group(2).substring(0, constant.group(1).charAt(0));
              String rest = constant.group(2).substring(key.length());
              String name = NAMES.computeIfAbsent(key, _ -> "proxy" + NAMES.size());
              return "\u0001\0" + (char) name.length() + name + rest;
            })
        .getBytes(ISO_8859_1);
  }
}
