package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps what a project's own file may not decide until the user has accepted its content: a cloned
/// repository must not be able to send runs elsewhere, record more than the user wants, remove the
/// runs of other projects, write into what scripts read, or slow a command down.
///
/// @param own the user's own file, or null when there is none
record ProjectGuard(ProjectTrust trust, Environment environment, @Nullable TomlFile own) {
  private static final int LONGEST = 4096;
  private static final int MOST = 32;

  /// The file without what it may not decide, which is named in one warning.
  TomlFile admit(TomlFile project, List<Settings.Warning> warnings) {
    List<String> refused = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Setting<?> key : SettingTable.keys()) {
      SettingValue said = project.get(key);
      if (said != null && refuses(key, said)) {
        refused.add(key.key());
        named.add(key.key() + " (line " + said.config().getLineNumber() + ")");
      }
    }
    if (refused.isEmpty()
        || environment.isTrue(SettingTable.TRUST_PROJECT)
        || trust.isTrusted(project.content())) {
      return project;
    }
    String detail = project.path() + " is not trusted; ignored: " + String.join(", ", named) + ".";
    warnings.add(new Settings.Warning(ErrorCode.E006, detail));
    return project.without(refused);
  }

  private boolean refuses(Setting<?> key, SettingValue said) {
    SettingValue users = own == null ? null : own.get(key);
    return switch (key.guard()) {
      case OPEN -> false;
      case CLOSED -> true;
      case OFF_ONLY -> said.bool();
      case NOT_BACK_ON -> users != null && !users.bool() && said.bool();
      case NO_FURTHER ->
          !names(users == null ? "otlp" : users.text()).containsAll(names(said.text()));
      case NOT_LOWER -> said.value() instanceof Long wanted && wanted < kept(key, users);
      case SHORT -> said.text().length() > LONGEST;
      case FEW -> said.value() instanceof List<?> list && list.size() > MOST;
    };
  }

  /// The exporters of a list.
  private static Set<String> names(String list) {
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(name -> !name.equals("none"))
        .collect(Collectors.toSet());
  }

  private static long kept(Setting<?> key, @Nullable SettingValue users) {
    if (users != null && users.value() instanceof Long kept) {
      return kept;
    }
    return key.otherwise() instanceof Integer kept ? kept : 0;
  }
}
