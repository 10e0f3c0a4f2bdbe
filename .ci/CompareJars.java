import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Says what differs between two jars: {@code java CompareJars.java JAR JAR}. Ends with 1 where it is more than numbers of proxies.
 *
 * <p>Quarkus' build steps run in several threads and number what their recorders return with one counter: in classes of recorders
 * these numbers depend on which thread came first, and nothing else does (quarkusio/quarkus#53025 ends it, after 3.32).
 */
public final class CompareJars {
  private static final String RECORDERS = "io/quarkus/runner/recorded/";

  /** A constant of a class file (JVMS §4.4.7): its tag, its length, its characters. */
  private static final Pattern PROXY = Pattern.compile("\\x01..proxykey\\d+", Pattern.DOTALL);

  private int numbered;
  private int different;

  static void main(String... arguments) throws IOException {
    var comparison = new CompareJars();
    comparison.compare(Path.of(arguments[0]), Path.of(arguments[1]));
    System.exit(comparison.different == 0 ? 0 : 1);
  }

  private void compare(Path one, Path other) throws IOException {
    Map<String, String> here = headers(one);
    Map<String, String> there = headers(other);
    Set<String> all = new TreeSet<>(here.keySet());
    all.addAll(there.keySet());
    try (ZipFile jar = new ZipFile(one.toFile());
        ZipFile otherJar = new ZipFile(other.toFile())) {
      for (String name : all) {
        if (!here.containsKey(name) || !there.containsKey(name)) {
          differs(name, "is in one of them only");
        } else if (!here.get(name).equals(there.get(name))) {
          differs(name, "has another time or other attributes");
        } else {
          contents(name, jar, otherJar);
        }
      }
    }
    if (here.keySet().equals(there.keySet())) {
      Iterator<String> places = there.keySet().iterator();
      for (String name : here.keySet()) {
        String place = places.next();
        if (!name.equals(place)) {
          differs(name, "is where there is " + place);
        }
      }
    }
    System.out.printf(
        "%d entries: %d differences, and %d classes with other numbers of proxies%n", all.size(), different, numbered);
  }

  private void contents(String name, ZipFile jar, ZipFile otherJar) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    ZipEntry other = otherJar.getEntry(name);
    if (entry.getCrc() == other.getCrc() && entry.getSize() == other.getSize()) {
      return;
    }
    if (name.startsWith(RECORDERS) && unnumbered(jar, entry).equals(unnumbered(otherJar, other))) {
      numbered++;
    } else {
      differs(name, "has another content");
    }
  }

  private void differs(String name, String how) {
    System.out.println(name + " " + how);
    different++;
  }

  private static String unnumbered(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return PROXY.matcher(new String(in.readAllBytes(), ISO_8859_1)).replaceAll("");
    }
  }

  /** All that the directory says of an entry but its checksum, its lengths and its place, in the directory's order. */
  private static Map<String, String> headers(Path jar) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (JarEntry entry : JarEntry.all(jar)) {
      headers.put(entry.name(), text(entry.header().slice(0, 16)) + text(entry.header().slice(28, 14)) + text(entry.extra()));
    }
    return headers;
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }
}
