package dev.clew.console;

import dev.clew.workspace.WorkspaceDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a form for a workspace: the parts in the order of [#LABELS], then the lines of the
/// environment, of which there is one at least.
record FormFields(List<TextField> all) {
  static final List<String> LABELS =
      List.of("name", "command", "directory", "image", "agent", "provider");

  /// Index of the first line of the environment.
  static final int LINES = LABELS.size();

  static final int NAME = 0;
  private static final int COMMAND = 1;
  private static final int DIRECTORY = 2;
  private static final int IMAGE = 3;
  private static final int AGENT = 4;
  private static final int PROVIDER = 5;

  FormFields {
    all = List.copyOf(all);
  }

  static FormFields of(WorkspaceDraft draft) {
    List<String> texts =
        new ArrayList<>(
            List.of(
                draft.name(),
                draft.command(),
                draft.directory(),
                draft.image(),
                draft.agent(),
                draft.provider()));
    texts.addAll(draft.environment());
    texts.add("");
    return new FormFields(texts.stream().map(TextField::of).toList());
  }

  int size() {
    return all.size();
  }

  TextField get(int index) {
    return all.get(index);
  }

  private String text(int index) {
    return all.get(index).text();
  }

  WorkspaceDraft draft() {
    return new WorkspaceDraft(
        text(NAME),
        text(COMMAND),
        text(DIRECTORY),
        text(IMAGE),
        text(AGENT),
        text(PROVIDER),
        all.subList(LINES, all.size()).stream()
            .map(TextField::text)
            .filter(line -> !line.isBlank())
            .toList());
  }

  /// What is wrong with a part other than the name, nothing where nothing is.
  Optional<String> mistake(int index) {
    return switch (index) {
      case COMMAND -> draft().commandMistake();
      case DIRECTORY -> draft().directoryMistake();
      case IMAGE -> draft().imageMistake();
      case NAME, AGENT, PROVIDER -> Optional.empty();
      default -> WorkspaceDraft.variableMistake(text(index));
    };
  }

  FormFields with(int index, TextField field) {
    List<TextField> next = new ArrayList<>(all);
    next.set(index, field);
    return new FormFields(next);
  }

  /// With another line of the environment behind one.
  FormFields plusLine(int after) {
    List<TextField> next = new ArrayList<>(all);
    next.add(after + 1, TextField.of(""));
    return new FormFields(next);
  }

  FormFields withoutLine(int index) {
    List<TextField> next = new ArrayList<>(all);
    next.remove(index);
    return new FormFields(next);
  }
}
