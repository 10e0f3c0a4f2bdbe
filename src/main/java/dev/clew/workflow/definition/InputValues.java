package dev.clew.workflow.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.expression.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that an execution is started with.
public final class InputValues {
  private final Workflow workflow;
  private final Map<String, String> environment;

  /// @param environment that inputs may come from
  public InputValues(Workflow workflow, Map<String, String> environment) {
    this.workflow = workflow;
    this.environment = environment;
  }

  /// The values of all inputs but secrets.
  ///
  /// @param given as on the command line, `name=value`
  /// @throws ClewError E103 when one is missing, unknown or of another type
  public ObjectNode of(List<String> given) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals <= 0) {
        wrong.add("\"" + pair + "\" is not name=value");
      } else if (!workflow.inputs().containsKey(name)) {
        wrong.add(
            "there is no input " + name + FileTable.nearest(name, workflow.inputs().keySet()));
      } else {
        texts.put(name, pair.substring(equals + 1));
      }
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (WorkflowInput input : workflow.inputs().values()) {
      if (input.type() == WorkflowInput.Type.SECRET) {
        checkSecret(input, texts, wrong);
      } else {
        JsonNode value = value(input, texts.get(input.name()), wrong);
        if (value != null) {
          values.set(input.name(), value);
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new ClewError(ErrorCode.E103, String.join("; ", wrong) + ".");
    }
    return values;
  }

  /// The secrets, which are in the environment alone.
  ///
  /// @throws ClewError E103 when one is not there
  public Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (WorkflowInput input : workflow.inputs().values()) {
      if (input.type() == WorkflowInput.Type.SECRET) {
        String value = environment.get(variable(input));
        if (value == null) {
          throw new ClewError(ErrorCode.E103, missing(input) + ".");
        }
        secrets.put(input.name(), value);
      }
    }
    return secrets;
  }

  private void checkSecret(WorkflowInput input, Map<String, String> given, List<String> wrong) {
    if (given.containsKey(input.name())) {
      wrong.add(
          input.name()
              + " is a secret, which is seen by all on a command line: set "
              + variable(input));
    } else if (!environment.containsKey(variable(input))) {
      wrong.add(missing(input));
    }
  }

  private static String variable(WorkflowInput input) {
    String named = input.variable();
    return named == null ? input.name() : named;
  }

  private static String missing(WorkflowInput input) {
    String variable =
        input.type() == WorkflowInput.Type.SECRET ? variable(input) : input.variable();
    String how = input.type() == WorkflowInput.Type.SECRET ? "" : "give " + input.name() + "=…";
    String set = variable == null ? "" : (how.isEmpty() ? "set " : " or set ") + variable;
    return "input " + input.name() + " is missing: " + how + set;
  }

  private @Nullable JsonNode value(
      WorkflowInput input, @Nullable String given, List<String> wrong) {
    String text = given;
    if (text == null && input.variable() != null) {
      text = environment.get(input.variable());
    }
    if (text == null) {
      if (input.otherwise() == null) {
        wrong.add(missing(input));
      }
      return input.otherwise();
    }
    JsonNode value = parsed(input.type(), text);
    if (value == null || !isOf(value, input.type())) {
      wrong.add("input " + input.name() + " has to be of type " + input.type().label());
      return null;
    }
    return value;
  }

  private static @Nullable JsonNode parsed(WorkflowInput.Type type, String text) {
    if (type == WorkflowInput.Type.STRING) {
      return JsonNodeFactory.instance.textNode(text);
    }
    try {
      return Values.parse(text);
    } catch (JsonProcessingException none) {
      return null;
    }
  }

  static boolean isOf(JsonNode value, WorkflowInput.Type type) {
    return switch (type) {
      case STRING, SECRET -> value.isTextual();
      case INTEGER -> value.isIntegralNumber();
      case NUMBER -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case LIST -> value.isArray();
      case TABLE -> value.isObject();
    };
  }
}
