package dev.clew.redaction;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Options of one letter that well-known programs take a secret with, such as `curl -u` and `mysql
/// -p`.
final class ProgramOptions {
  private static final int LOOK_BACK = 256;

  private static final List<ProgramOptions> ALL =
      List.of(
          of("curl", 'u', true, ':', ""),
          of("curl", 'U', true, ':', ""),
          of("curl", 'b', true, '=', ""),
          of("curl", 'E', true, ':', ""),
          of("openssl", 'k', true, '\0', "enc"),
          of("dotnet", 'k', true, '\0', "push"),
          of("http", 'a', true, ':', ""),
          of("https", 'a', true, ':', ""),
          of("xh", 'a', true, ':', ""),
          of("mysql", 'p', false, '\0', ""),
          of("mysqldump", 'p', false, '\0', ""),
          of("mysqladmin", 'p', false, '\0', ""),
          of("mysqlimport", 'p', false, '\0', ""),
          of("mariadb", 'p', false, '\0', ""),
          of("docker", 'p', true, '\0', "login"),
          of("podman", 'p', true, '\0', "login"),
          of("nerdctl", 'p', true, '\0', "login"),
          of("buildah", 'p', true, '\0', "login"),
          of("skopeo", 'p', true, '\0', "login"),
          of("crane", 'p', true, '\0', "login"),
          of("oras", 'p', true, '\0', "login"),
          of("helm", 'p', true, '\0', "login"),
          of("oc", 'p', true, '\0', "login"),
          of("az", 'p', true, '\0', "login"),
          of("cf", 'p', true, '\0', "login"),
          of("argocd", 'p', true, '\0', "login"),
          of("sshpass", 'p', true, '\0', ""),
          of("mongo", 'p', true, '\0', ""),
          of("mongosh", 'p', true, '\0', ""),
          of("mongodump", 'p', true, '\0', ""),
          of("twine", 'p', true, '\0', "upload"),
          of("redis-cli", 'a', true, '\0', ""),
          of("ldapsearch", 'w', true, '\0', ""),
          of("ldapadd", 'w', true, '\0', ""),
          of("ldapmodify", 'w', true, '\0', ""),
          of("sqlcmd", 'P', true, '\0', ""),
          of("bcp", 'P', true, '\0', ""),
          of("zip", 'P', true, '\0', ""),
          of("unzip", 'P', true, '\0', ""),
          of("7z", 'p', false, '\0', ""),
          of("security", 'p', true, '\0', "-keychain"),
          of("security", 'P', true, '\0', "import"),
          of("altool", 'p', true, '\0', ""),
          of("psexec", 'p', true, '\0', ""),
          of("codecov", 't', true, '\0', ""),
          of("lftp", 'u', true, ',', ""),
          of("gh", 'b', true, '\0', "secret"),
          of("smbclient", 'U', true, '%', ""));

  /// By the letter; null where no program has it.
  private static final ProgramOptions[] @Nullable [] BY_LETTER = byLetter();

  private final byte[] program;
  private final char option;
  private final boolean apart;
  private final char sign;
  private final byte[] within;

  /// @param program its name
  /// @param option the letter
  /// @param apart whether the value may be the next argument; joined to the letter it always may
  /// @param sign what the value has in it when it is a secret, or 0 for any
  /// @param within a word that stands between program and option, or empty
  private ProgramOptions(byte[] program, char option, boolean apart, char sign, byte[] within) {
    this.program = program;
    this.option = option;
    this.apart = apart;
    this.sign = sign;
    this.within = within;
  }

  boolean apart() {
    return apart;
  }

  char sign() {
    return sign;
  }

  private static ProgramOptions of(
      String program, char option, boolean apart, char sign, String within) {
    return new ProgramOptions(
        TextWindow.ascii(program), option, apart, sign, TextWindow.ascii(within));
  }

  private static ProgramOptions[] @Nullable [] byLetter() {
    ProgramOptions[][] table = new ProgramOptions[128][];
    for (ProgramOptions option : ALL) {
      table[option.option] =
          ALL.stream().filter(each -> each.option == option.option).toArray(ProgramOptions[]::new);
    }
    return table;
  }

  /// The option of a program before it whose letter stands behind a hyphen, or null.
  ///
  /// @param searched up to where no program of the letter was found before
  static @Nullable ProgramOptions at(TextWindow window, int hyphen, int searched) {
    int letter = hyphen + 1;
    ProgramOptions[] options =
        letter >= window.to() || window.at(letter) < 0 ? null : BY_LETTER[window.at(letter)];
    if (options == null) {
      return null;
    }
    int least = Math.max(Math.max(window.from(), searched), hyphen - LOOK_BACK);
    for (int i = hyphen - 1; i >= least && window.at(i) != '\n'; i--) {
      ProgramOptions found = named(options, window, i, hyphen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable ProgramOptions named(
      ProgramOptions[] options, TextWindow window, int at, int hyphen) {
    for (ProgramOptions each : options) {
      if (each.program[0] == window.at(at)
          && window.boundary(at)
          && window.matches(each.program, at)
          && window.followsOneOf(at + each.program.length, " \t\"',")
          && each.hasWordBetween(window, at, hyphen)) {
        return each;
      }
    }
    return null;
  }

  private boolean hasWordBetween(TextWindow window, int at, int hyphen) {
    for (int i = at; i < hyphen; i++) {
      if (window.matches(within, i)) {
        return true;
      }
    }
    return false;
  }

  /// The option of a program in its arguments, or null.
  static @Nullable ProgramOptions of(List<String> before, String argument) {
    if (argument.length() < 2 || argument.charAt(0) != '-' || argument.charAt(1) >= 128) {
      return null;
    }
    ProgramOptions[] options = BY_LETTER[argument.charAt(1)];
    for (int i = 0; options != null && i < options.length; i++) {
      if (options[i].isIn(before)) {
        return options[i];
      }
    }
    return null;
  }

  private boolean isIn(List<String> before) {
    boolean started = false;
    for (String each : before) {
      started |= isProgram(each.substring(each.lastIndexOf('/') + 1));
      if (started && (within.length == 0 || isText(each, within))) {
        return true;
      }
    }
    return false;
  }

  private boolean isProgram(String name) {
    return isText(name, program);
  }

  private static boolean isText(String text, byte[] other) {
    return text.length() == other.length && Arrays.equals(TextWindow.ascii(text), other);
  }

  /// Whether this is a secret and not only the name that one belongs to.
  boolean isSecret(String value) {
    return !value.isEmpty() && (sign == 0 || value.indexOf(sign) >= 0);
  }
}
