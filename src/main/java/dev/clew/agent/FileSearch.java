package dev.clew.agent;

import dev.clew.agent.ConfinedFiles.Entry;
import dev.clew.agent.ConfinedFiles.Refused;
import dev.clew.model.Cancellation;
import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.PatternError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// A search through the lines of files, with limits: it ends with what it has found.
final class FileSearch {
  private static final int MOST_MATCHES = 200;
  private static final int MOST_FILES = 20_000;
  private static final int DEEPEST = 64;
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_LINE = 300;

  private final ConfinedFiles files;
  private final LinearPattern pattern;
  private final Cancellation cancellation;
  private final StringBuilder found = new StringBuilder();
  private int matches;
  private int seen;

  /// @throws Refused when the pattern is none
  FileSearch(ConfinedFiles files, String pattern, Cancellation cancellation) throws Refused {
    this.files = files;
    this.cancellation = cancellation;
    try {
      this.pattern = LinearPattern.compile(pattern);
    } catch (PatternError e) {
      throw new Refused("the pattern holds " + e.reason());
    }
  }

  /// What is found below a directory, as `path:line: text`.
  String below(Path directory) throws IOException {
    walk(directory, 0);
    if (matches == 0) {
      return "nothing was found";
    }
    return matches < MOST_MATCHES ? found.toString() : found + "… there may be more";
  }

  private void walk(Path directory, int depth) throws IOException {
    for (Entry each : files.list(directory)) {
      cancellation.check();
      if (matches >= MOST_MATCHES || seen >= MOST_FILES) {
        return;
      }
      if (each.attributes().isDirectory()) {
        if (depth < DEEPEST && !each.path().endsWith(".git")) {
          walk(each.path(), depth + 1);
        }
      } else if (each.attributes().isRegularFile() && each.attributes().size() <= LARGEST) {
        seen++;
        search(each.path());
      }
    }
  }

  private void search(Path file) throws IOException {
    String text;
    try {
      text = FileTools.text(files.read(file, LARGEST));
    } catch (Refused | AccessDeniedException _) {
      // Nothing can be found in what is no text, or may not be read.
      return;
    }
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length && matches < MOST_MATCHES; i++) {
      if (pattern.find(lines[i])) {
        matches++;
        String line = lines[i].strip();
        found
            .append(file)
            .append(':')
            .append(i + 1)
            .append(": ")
            .append(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
            .append('\n');
      }
    }
  }
}
