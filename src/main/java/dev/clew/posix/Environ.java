package dev.clew.posix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What this process was started with, byte for byte as [NativeText]: Java decodes it by the
/// locale, and loses what does not fit.
public final class Environ {
  /// The variable of the locale that the launcher over the jar has changed for Java alone, with `=`
  /// and what it was, if it was set. A binary needs no such launcher.
  private static final String LOCALE = "clew.locale";

  /// What the launcher's shell would have dropped or this JVM would have taken for itself, as in
  /// `/proc/self/environ`, in base64.
  private static final String DROPPED = "CLEW_LAUNCHER_VARIABLES";

  /// Variables whose options every JVM takes, and says so on standard error.
  private static final List<String> JVM_OPTIONS =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private Environ() {}

  /// The environment variables.
  ///
  /// @param otherwise where there is no `/proc`
  public static Map<String, String> variables(Map<String, String> otherwise) {
    Map<String, String> variables = new LinkedHashMap<>();
    put(variables, entries("environ"));
    if (variables.isEmpty()) {
      variables.putAll(otherwise);
    }
    restore(variables);
    return variables;
  }

  private static void put(Map<String, String> variables, List<String> entries) {
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
  }

  /// Puts into an environment that is this process' own what the launcher has changed: the user's
  /// locale, and variables that its shell drops.
  public static void restore(Map<String, String> variables) {
    String dropped = variables.remove(DROPPED);
    if (dropped != null) {
      put(variables, dropped(dropped));
    }
    String was = System.getProperty(LOCALE, "");
    int equals = was.indexOf('=');
    if (equals > 0) {
      variables.put(was.substring(0, equals), was.substring(equals + 1));
    } else if (!was.isEmpty()) {
      variables.remove(was);
    }
  }

  /// An environment for another process of this program, whose [#variables] are the given ones.
  public static Map<String, String> forItself(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    var hidden = new ByteArrayOutputStream();
    for (String name : JVM_OPTIONS) {
      String value = all.remove(name);
      if (value != null) {
        hidden.writeBytes(NativeText.encode(name + "=" + value));
        hidden.write(0);
      }
    }
    if (hidden.size() > 0) {
      all.put(DROPPED, Base64.getEncoder().encodeToString(hidden.toByteArray()));
    }
    return all;
  }

  /// The arguments of `main` as they were given.
  ///
  /// @param decoded as Java has them
  public static String[] arguments(String... decoded) {
    boolean ascii = String.join("", decoded).chars().allMatch(c -> c < 0x80);
    List<String> all = ascii ? List.of() : entries("cmdline");
    return all.size() < decoded.length
        ? decoded
        : all.subList(all.size() - decoded.length, all.size()).toArray(String[]::new);
  }

  /// What starts this program again, up to its arguments.
  ///
  /// @param arguments how many `main` has
  public static List<String> program(int arguments) {
    List<String> all = entries("cmdline");
    return new ArrayList<>(all.subList(0, Math.max(0, all.size() - arguments)));
  }

  /// What somebody else has put there is left out.
  private static List<String> dropped(String base64) {
    try {
      return split(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notOfTheLauncher) {
      return List.of();
    }
  }

  private static List<String> entries(String file) {
    try {
      return split(Files.readAllBytes(Path.of("/proc/self", file)));
    } catch (IOException noProc) {
      return List.of();
    }
  }

  private static List<String> split(byte[] all) {
    List<String> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        entries.add(NativeText.decode(Arrays.copyOfRange(all, start, i)));
        start = i + 1;
      }
    }
    return entries;
  }
}
