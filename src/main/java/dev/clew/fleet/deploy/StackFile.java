package dev.clew.fleet.deploy;

import dev.clew.config.TomlTable;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.job.HealthCheck;
import dev.clew.toml.CheckedTable;
import dev.clew.toml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a stack from TOML.
public final class StackFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_SHOWN = 20;
  private static final long STOP_MILLIS = 10_000;

  private static final Set<String> TOP = ordered("name", "services");
  private static final Set<String> SERVICE =
      ordered(
          "command",
          "image",
          "replicas",
          "environment",
          "directory",
          "ports",
          "expose",
          "placement",
          "health",
          "update",
          "stop_timeout");
  private static final Set<String> HEALTH =
      ordered("http", "tcp", "command", "interval", "timeout", "failures", "grace");
  private static final Set<String> UPDATE = ordered("parallel", "order");

  private final Path file;
  private final Map<String, String> variables;
  private final List<Problem> problems = new ArrayList<>();

  private StackFile(Path file, Map<String, String> variables) {
    this.file = file;
    this.variables = variables;
  }

  private static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  /// Reads a stack.
  ///
  /// @param variables that values of environments may name as `${NAME}`
  /// @throws ClewError E003 or E004 when the file cannot be read, E132 when it is no sound stack,
  ///   with file, line and column of each mistake, or when there is none
  public static Stack read(Path file, Map<String, String> variables) {
    if (!Files.exists(file)) {
      throw new ClewError(ErrorCode.E132, "There is no file " + file + ".");
    }
    return new StackFile(file, variables).stack(TomlTable.read(file)).checked();
  }

  private Stack stack(TomlTable content) {
    var table = new CheckedTable(content, problems);
    table.admit(TOP);
    String name = table.text("name", plainName(file));
    checkName(table, "name", name, "a stack");
    Map<String, Service> services = new LinkedHashMap<>();
    CheckedTable all = table.table("services");
    for (String each : all.keys()) {
      checkName(all, each, each, "a service");
      services.put(each, service(all.table(each)));
    }
    if (services.isEmpty() && problems.isEmpty()) {
      table.problem(table.place("services"), "there are no services; write [services.NAME]");
    }
    if (!problems.isEmpty()) {
      throw new ClewError(ErrorCode.E132, shown());
    }
    return new Stack(name, services);
  }

  private String shown() {
    String first =
        problems.stream()
            .sorted(Problem.BY_PLACE)
            .limit(MOST_SHOWN)
            .map(each -> each.in(file.toString()))
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MOST_SHOWN;
    return first + (more > 0 ? "\nand " + more + " more" : "");
  }

  private static String plainName(Path file) {
    String text = String.valueOf(file.getFileName());
    return text.endsWith(".toml") ? text.substring(0, text.length() - 5) : text;
  }

  private static void checkName(CheckedTable at, String key, String name, String what) {
    if (!Stack.NAME.matcher(name).matches()) {
      at.problem(
          at.place(key),
          "\""
              + name
              + "\" is no name of "
              + what
              + ": a small letter, then small letters, digits and dashes, 40 at most");
    }
  }

  private Service service(CheckedTable table) {
    table.admit(SERVICE);
    String image = table.text("image");
    List<String> command = command(table);
    if (image == null && command.isEmpty()) {
      table.problem(table.place(), "a service needs a command or an image");
    }
    if (image != null && image.startsWith("-")) {
      table.wrong("image", "is no name of an image");
    }
    Duration stop = table.duration("stop_timeout");
    int expose = table.count("expose", 0, HIGHEST_PORT);
    return new Service(
        command,
        image,
        replicas(table),
        environment(table),
        table.text("directory"),
        ports(table),
        expose,
        texts(table, "placement"),
        table.has("health") ? health(table.table("health")) : null,
        update(table.table("update")),
        stop == null ? STOP_MILLIS : stop.toMillis());
  }

  /// A text is a line for the shell.
  private static List<String> command(CheckedTable table) {
    if (table.has("command") && !table.content().isArray("command")) {
      String line = table.text("command");
      return line == null ? List.of() : List.of("/bin/sh", "-c", line);
    }
    List<String> words = table.texts("command");
    if (!words.isEmpty() && words.getFirst().isEmpty()) {
      table.wrong("command", "has no program");
    }
    return words;
  }

  private static int replicas(CheckedTable table) {
    Object value = table.content().value("replicas");
    return value instanceof Long none && none == 0
        ? 0
        : table.count("replicas", 1, Stack.MOST_REPLICAS);
  }

  private static List<Integer> ports(CheckedTable table) {
    List<Integer> ports = new ArrayList<>();
    Object value = table.content().value("ports");
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Long port && port > 0 && port <= HIGHEST_PORT) {
          ports.add(port.intValue());
        } else {
          table.wrong("ports", "has to be an array of numbers from 1 to " + HIGHEST_PORT);
        }
      }
    } else if (value != null) {
      table.wrong("ports", "has to be an array of numbers from 1 to " + HIGHEST_PORT);
    }
    return ports;
  }

  private Map<String, String> environment(CheckedTable table) {
    Map<String, String> variablesOf = texts(table, "environment");
    CheckedTable inner = table.table("environment");
    variablesOf.replaceAll((name, value) -> filled(inner, name, value));
    variablesOf.keySet().stream()
        .filter(name -> !VARIABLE_NAME.matcher(name).matches())
        .forEach(name -> inner.problem(inner.place(name), name + " is no name of a variable"));
    return variablesOf;
  }

  /// A value with the variables of the caller.
  private String filled(CheckedTable table, String key, String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            found -> {
              String known = variables.get(found.group(1));
              if (known == null) {
                table.problem(table.place(key, found.group()), found.group(1) + " is not set here");
              }
              return Matcher.quoteReplacement(known == null ? "" : known);
            });
  }

  private static Map<String, String> texts(CheckedTable table, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    CheckedTable inner = table.table(key);
    for (String each : inner.keys()) {
      Object value = inner.content().value(each);
      if (value instanceof Map || value instanceof List) {
        inner.wrong(each, "has to be a text");
      } else {
        texts.put(each, String.valueOf(value));
      }
    }
    return texts;
  }

  private static @Nullable HealthCheck health(CheckedTable table) {
    table.admit(HEALTH);
    List<HealthCheck.Kind> kinds = new ArrayList<>();
    for (HealthCheck.Kind each : HealthCheck.Kind.values()) {
      if (table.has(each.label())) {
        kinds.add(each);
      }
    }
    if (kinds.size() != 1) {
      table.problem(table.place(), "a health check has one of http, tcp and command");
      return null;
    }
    HealthCheck.Kind kind = kinds.getFirst();
    if (kind == HealthCheck.Kind.TCP && !table.flag("tcp")) {
      table.wrong("tcp", "has to be true");
    }
    String target = kind == HealthCheck.Kind.HTTP ? table.text("http") : null;
    if (target != null && !target.matches("/.*|https?://.+")) {
      table.wrong("http", "has to be a path such as \"/health\", or a URL");
    }
    return new HealthCheck(
        kind,
        target,
        kind == HealthCheck.Kind.COMMAND ? command(table) : List.of(),
        millis(table, "interval", 2_000),
        millis(table, "timeout", 2_000),
        table.count("failures", 3, 100),
        millis(table, "grace", 30_000));
  }

  private static UpdatePolicy update(CheckedTable table) {
    table.admit(UPDATE);
    return new UpdatePolicy(
        table.count("parallel", 1, Stack.MOST_REPLICAS),
        table.choice(
            "order",
            UpdatePolicy.Order.START_FIRST,
            UpdatePolicy.Order.values(),
            UpdatePolicy.Order::label));
  }

  private static long millis(CheckedTable table, String key, long otherwise) {
    Duration duration = table.duration(key);
    return duration == null ? otherwise : duration.toMillis();
  }
}
