package dev.clew;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages in Markdown lead to files and headings that are there, and the README leads to all of
/// them.
class DocumentLinksTest {
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|^    .*?$|`[^`\n]*`");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|src(?:set)?=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  private final Map<Path, String> pages = pages();

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    pages.forEach(
        (page, text) -> {
          for (String link : links(text)) {
            if (!leadsSomewhere(page, link)) {
              broken.add(page + ": " + link);
            }
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageIsFoundFromTheReadme() {
    Path readme = Path.of("README.md");
    Set<Path> found = new TreeSet<>(Set.of(readme));
    Deque<Path> ahead = new ArrayDeque<>(found);
    while (!ahead.isEmpty()) {
      Path page = ahead.remove();
      for (String link : links(pages.getOrDefault(page, ""))) {
        Path target = target(page, link);
        if (found.add(target)) {
          ahead.add(target);
        }
      }
    }
    assertThat(found).containsAll(pages.keySet());
  }

  private boolean leadsSomewhere(Path page, String link) {
    Path target = target(page, link);
    int hash = link.indexOf('#');
    return Files.exists(target)
        && (hash < 0
            || headings(pages.getOrDefault(target, "")).contains(link.substring(hash + 1)));
  }

  private static Path target(Path page, String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  /// Those within the repository.
  private static List<String> links(String text) {
    return LINK.matcher(CODE.matcher(text).replaceAll(""))
        .results()
        .map(DocumentLinksTest::target)
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static String target(MatchResult link) {
    return link.group(1) == null ? link.group(2) : link.group(1);
  }

  /// Anchors as GitHub makes them of headings.
  private static Set<String> headings(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                    .replace(' ', '-'))
        .collect(toCollection(TreeSet::new));
  }

  private static Map<Path, String> pages() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/RESULTS.md")
                  .map(Path::of),
              docs.filter(file -> file.toString().endsWith(".md")))
          .collect(toMap(Function.identity(), DocumentLinksTest::read));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
