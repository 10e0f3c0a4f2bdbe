package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.Reference;
import dev.clew.workflow.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a node does.
public sealed interface Action {
  /// As `clew.node.kind` has it.
  String kind();

  /// What it refers to.
  Stream<Reference> references();

  private static Stream<Reference> in(Stream<@Nullable Template> templates) {
    return templates.filter(Objects::nonNull).flatMap(each -> each.references().stream());
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// A program.
  ///
  /// @param words the program and its arguments; of a script, the shell's
  /// @param environment variables that it gets besides those it inherits
  /// @param directory to run it in, or null for that of the execution
  /// @param input what it reads, or null for nothing
  record Command(
      List<Template> words,
      Map<String, Template> environment,
      @Nullable Template directory,
      @Nullable Template input,
      Output output)
      implements Action {
    public Command {
      words = List.copyOf(words);
      environment = ordered(environment);
    }

    @Override
    public String kind() {
      return "command";
    }

    @Override
    public Stream<Reference> references() {
      return in(
          Stream.of(words.stream(), environment.values().stream(), Stream.of(directory, input))
              .flatMap(each -> each));
    }
  }

  /// A command in a container.
  ///
  /// @param command empty for the image's own
  /// @param volumes as the engine's command line takes them
  /// @param network as the engine names it, or null for its default
  record Container(
      Template image,
      List<Template> command,
      Map<String, Template> environment,
      List<Template> volumes,
      @Nullable Template directory,
      @Nullable String network,
      Output output)
      implements Action {
    public Container {
      command = List.copyOf(command);
      environment = ordered(environment);
      volumes = List.copyOf(volumes);
    }

    @Override
    public String kind() {
      return "container";
    }

    @Override
    public Stream<Reference> references() {
      return in(
          Stream.of(
                  Stream.of(image, directory),
                  command.stream(),
                  environment.values().stream(),
                  volumes.stream())
              .flatMap(each -> each));
    }
  }

  /// A request.
  ///
  /// @param body a text as it is, anything else as JSON; null for none
  /// @param accepted statuses that are no failure; empty for 200 to 299
  record Http(
      String method,
      Template url,
      Map<String, Template> headers,
      @Nullable JsonTemplate body,
      Set<Long> accepted)
      implements Action {
    public Http {
      headers = ordered(headers);
      accepted = Set.copyOf(accepted);
    }

    @Override
    public String kind() {
      return "http";
    }

    @Override
    public Stream<Reference> references() {
      Stream<Template> content = body == null ? Stream.of() : body.templates();
      return in(
          Stream.of(Stream.of(url), headers.values().stream(), content).flatMap(each -> each));
    }
  }

  /// An expression over outputs.
  ///
  /// @param threshold the least score, with which it is an evaluation; null where any value is good
  record Eval(Expression expression, @Nullable Double threshold) implements Action {
    @Override
    public String kind() {
      return "eval";
    }

    @Override
    public Stream<Reference> references() {
      return expression.references().stream();
    }
  }

  /// A decision that a person takes.
  record Approval(Template message) implements Action {
    @Override
    public String kind() {
      return "approval";
    }

    @Override
    public Stream<Reference> references() {
      return message.references().stream();
    }
  }

  /// A tool of an MCP server.
  ///
  /// @param server as `[servers]` names it
  record Tool(String server, String tool, JsonTemplate arguments) implements Action {
    @Override
    public String kind() {
      return "tool";
    }

    @Override
    public Stream<Reference> references() {
      return arguments.templates().flatMap(each -> each.references().stream());
    }
  }

  /// A chat completion.
  ///
  /// @param system what the model is, or null
  /// @param json whether the answer is JSON
  record Model(ModelChoice model, @Nullable Template system, Template prompt, boolean json)
      implements Action {
    @Override
    public String kind() {
      return "model";
    }

    @Override
    public Stream<Reference> references() {
      return in(Stream.of(model.name(), system, prompt));
    }
  }

  /// A model that judges something by criteria, with a score from 0 to 1 and a reason.
  ///
  /// @param subject what is judged
  /// @param threshold the least score
  record Judge(ModelChoice model, Template criteria, Template subject, @Nullable Double threshold)
      implements Action {
    @Override
    public String kind() {
      return "eval";
    }

    @Override
    public Stream<Reference> references() {
      return in(Stream.of(model.name(), criteria, subject));
    }
  }

  /// A model with tools, in turns.
  ///
  /// @param system what it is, or null
  /// @param tools commands that it may call
  /// @param servers MCP servers whose tools it may call
  /// @param files whether it has tools for the files of the directory
  /// @param directory whose files they are, or null for that of the execution
  /// @param permissions rules such as `allow git(status *)`
  /// @param contextWindow tokens that the model can read
  record Agent(
      ModelChoice model,
      @Nullable Template system,
      Template prompt,
      List<ToolCommand> tools,
      List<String> servers,
      boolean files,
      @Nullable Template directory,
      List<String> permissions,
      AgentBounds bounds,
      long contextWindow)
      implements Action {
    public Agent {
      tools = List.copyOf(tools);
      servers = List.copyOf(servers);
      permissions = List.copyOf(permissions);
    }

    @Override
    public String kind() {
      return "agent";
    }

    @Override
    public Stream<Reference> references() {
      return in(Stream.of(model.name(), system, prompt, directory));
    }
  }
}
