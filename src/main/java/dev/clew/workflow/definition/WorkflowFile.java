package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.config.TomlTable;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.toml.Problem;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a workflow from TOML.
public final class WorkflowFile {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  private static final int CONCURRENCY = 64;
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_ATTEMPTS = 100;
  private static final int MOST_SHOWN = 20;

  static final Set<String> TOP = ordered("workflow", "inputs", "servers", "nodes", "outputs");
  static final Set<String> WORKFLOW =
      ordered("name", "version", "description", "concurrency", "fail_fast", "timeout");
  static final Set<String> INPUT = ordered("type", "default", "description", "environment");
  private static final Set<String> RETRY =
      ordered("attempts", "delay", "factor", "max_delay", "on");
  static final Set<String> NODE =
      ordered(
          "kind",
          "needs",
          "when",
          "for_each",
          "parallel",
          "retry",
          "timeout",
          "allow_failure",
          "finally");

  private final Path file;
  private final String source;
  private final FileTable table;
  private final List<Problem> problems = new ArrayList<>();

  private WorkflowFile(Path file, byte[] content) {
    this.file = file;
    this.source = new String(content, StandardCharsets.UTF_8);
    this.table = new FileTable(TomlTable.parse(file, content), problems);
  }

  private static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  /// What a file says, and what is wrong with it.
  ///
  /// @param problems in the order of the file
  public record Checked(Workflow workflow, List<Problem> problems) {
    /// Whether nothing keeps it from being executed.
    public boolean isSound() {
      return problems.stream().noneMatch(Problem::fatal);
    }
  }

  /// Reads a workflow and checks it.
  ///
  /// @throws ClewError E100 when the file cannot be read or is no sound workflow
  public static Workflow read(Path file) {
    return sound(file, check(file));
  }

  /// Reads the copy of a workflow.
  ///
  /// @param original the file that it is a copy of, by which it is named
  /// @throws ClewError as [#read(Path)]
  public static Workflow read(Path copy, Path original) {
    return sound(copy, check(original, content(copy)));
  }

  private static Workflow sound(Path file, Checked checked) {
    if (!checked.isSound()) {
      List<Problem> fatal = checked.problems().stream().filter(Problem::fatal).toList();
      String first =
          fatal.stream()
              .limit(MOST_SHOWN)
              .map(each -> each.in(file.toString()))
              .collect(Collectors.joining("\n"));
      int more = fatal.size() - MOST_SHOWN;
      throw new ClewError(ErrorCode.E100, first + (more > 0 ? "\nand " + more + " more" : ""));
    }
    return checked.workflow();
  }

  /// Reads a workflow, mistakes and all.
  ///
  /// @throws ClewError E100 when the file cannot be read or is not TOML
  public static Checked check(Path file) {
    return check(file, content(file));
  }

  /// Reads a workflow, mistakes and all.
  ///
  /// @throws ClewError E100 when the content is not TOML
  public static Checked check(Path file, byte[] content) {
    try {
      return new WorkflowFile(file, content).checked();
    } catch (ClewError e) {
      throw unreadable(e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return TomlTable.content(file);
    } catch (ClewError e) {
      throw unreadable(e);
    }
  }

  /// What is wrong with a file of settings is told of settings.
  private static ClewError unreadable(ClewError e) {
    return e.code() == ErrorCode.E003 || e.code() == ErrorCode.E004
        ? new ClewError(ErrorCode.E100, e.detail(), e)
        : e;
  }

  private Checked checked() {
    table.admit(TOP);
    FileTable about = table.table("workflow");
    about.admit(WORKFLOW);
    Map<String, WorkflowInput> inputs = inputs();
    Map<String, Node> nodes = nodes();
    if (nodes.isEmpty() && problems.isEmpty()) {
      table.problem(table.place("nodes"), "there are no nodes; write [nodes.NAME]");
    }
    FileTable outputs = table.table("outputs");
    var workflow =
        new Workflow(
            about.text("name", plainName(file)),
            about.text("version", ""),
            about.text("description", ""),
            inputs,
            ModelActionReader.servers(table.table("servers")),
            nodes,
            table.templatesByName("outputs"),
            about.count("concurrency", CONCURRENCY, MOST_AT_ONCE),
            about.flag("fail_fast"),
            about.duration("timeout"),
            file,
            source);
    new WorkflowCheck(workflow, table, outputs).check();
    problems.sort(Problem.BY_PLACE);
    return new Checked(workflow, problems);
  }

  private static String plainName(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "workflow" : name.toString();
    return text.endsWith(".toml") ? text.substring(0, text.length() - 5) : text;
  }

  private Map<String, WorkflowInput> inputs() {
    Map<String, WorkflowInput> inputs = new LinkedHashMap<>();
    FileTable all = table.table("inputs");
    for (String name : all.keys()) {
      checkName(all, name, "an input");
      FileTable input = all.table(name);
      input.admit(INPUT);
      WorkflowInput.Type type =
          input.choice(
              "type",
              WorkflowInput.Type.STRING,
              WorkflowInput.Type.values(),
              WorkflowInput.Type::label);
      JsonNode otherwise = input.value("default");
      if (otherwise != null && type == WorkflowInput.Type.SECRET) {
        input.wrong("default", "is not for secrets: name a variable with environment");
      } else if (otherwise != null && !InputValues.isOf(otherwise, type)) {
        input.wrong("default", "is not of type " + type.label());
      }
      inputs.put(
          name,
          new WorkflowInput(
              name, type, otherwise, input.text("description", ""), input.text("environment")));
    }
    return inputs;
  }

  private static void checkName(FileTable at, String name, String what) {
    if (!NAME.matcher(name).matches()) {
      at.problem(
          at.place(name),
          "\""
              + name
              + "\" is no name of "
              + what
              + ": letters, digits, dashes, underscores, 64 at"
              + " most");
    }
  }

  private Map<String, Node> nodes() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    FileTable all = table.table("nodes");
    for (String id : all.keys()) {
      checkName(all, id, "a node");
      Node node = node(id, all.table(id));
      if (node != null) {
        nodes.put(id, node);
      }
    }
    return nodes;
  }

  private @Nullable Node node(String id, FileTable node) {
    ActionReader.Kind kind = ActionReader.kind(node, id);
    if (kind == null) {
      return null;
    }
    Set<String> known = new LinkedHashSet<>(NODE);
    known.addAll(kind.keys());
    node.admit(known);
    Action action = ActionReader.read(kind, node);
    Expression when = node.expression("when");
    Expression forEach = node.expression("for_each");
    return action == null
        ? null
        : new Node(
            id,
            action,
            needs(node, action, when, forEach),
            when,
            forEach,
            node.count("parallel", MOST_AT_ONCE, MOST_AT_ONCE),
            retry(node),
            node.duration("timeout"),
            node.flag("allow_failure"),
            node.flag("finally"),
            node.place());
  }

  /// What it names, and what it refers to.
  private static Set<String> needs(
      FileTable node, Action action, @Nullable Expression when, @Nullable Expression forEach) {
    Set<String> needs = new LinkedHashSet<>(node.texts("needs"));
    Stream<Reference> referred =
        Stream.concat(
            action.references(),
            Stream.of(
                    when == null ? List.<Reference>of() : when.references(),
                    forEach == null ? List.<Reference>of() : forEach.references())
                .flatMap(List::stream));
    referred
        .filter(each -> each.root().equals("nodes") && !each.name(1).isEmpty())
        .forEach(each -> needs.add(each.name(1)));
    return needs;
  }

  private static Retry retry(FileTable node) {
    if (!node.has("retry")) {
      return Retry.NEVER;
    }
    JsonNode number = node.value("retry");
    if (number != null && number.isIntegralNumber()) {
      return retry(node.count("retry", 1, MOST_ATTEMPTS), null, null, null, List.of());
    }
    FileTable retry = node.table("retry");
    retry.admit(RETRY);
    return retry(
        retry.count("attempts", 3, MOST_ATTEMPTS),
        retry.duration("delay"),
        retry.number("factor"),
        retry.duration("max_delay"),
        retry.texts("on"));
  }

  private static Retry retry(
      int attempts,
      @Nullable Duration delay,
      @Nullable Double factor,
      @Nullable Duration longest,
      List<String> on) {
    return new Retry(
        attempts,
        delay == null ? Duration.ofSeconds(1) : delay,
        factor == null ? 2 : Math.max(1, factor),
        longest == null ? Duration.ofMinutes(1) : longest,
        on);
  }
}
