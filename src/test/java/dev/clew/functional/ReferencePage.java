package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A page of docs/reference with tables that are made: each stands between `<!-- name -->` and
/// `<!-- /name -->`, and the text around them is written by hand.
final class ReferencePage {
  private final Path file;
  private final Properties meanings = new Properties();
  private String text;

  /// @param name of the page, and of the resource that says what its attributes mean
  ReferencePage(String name) {
    file = Path.of("docs/reference/" + name + ".md");
    try (InputStream in =
        ReferencePage.class.getResourceAsStream("/reference/" + name + ".properties")) {
      text = Files.readString(file);
      meanings.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts a table in its place.
  ///
  /// @param rows the cells of each, the heads first
  void table(String name, List<List<String>> rows) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    assertThat(text).contains(begin, end);
    String line = "|" + "---|".repeat(rows.getFirst().size());
    String table =
        rows.stream()
            .map(row -> "| " + String.join(" | ", row) + " |")
            .collect(Collectors.joining("\n"))
            .replaceFirst("\n", "\n" + line + "\n");
    text =
        text.substring(0, text.indexOf(begin) + begin.length())
            + "\n"
            + table
            + "\n\n"
            + text.substring(text.indexOf(end));
  }

  /// What attributes mean, which has to be said of all of them and of no other.
  String meaning(String attribute) {
    return meanings.getProperty(attribute, "");
  }

  void assertThatMeaningsAreOf(Collection<String> attributes) {
    assertThat(new TreeSet<>(meanings.stringPropertyNames())).isEqualTo(new TreeSet<>(attributes));
  }

  /// With the property `clew.docs` the page becomes current; without it, it has to be.
  void check() throws IOException {
    if (System.getProperty("clew.docs") != null) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file)).as("run make docs").isEqualTo(text);
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
