package dev.clew.run.process;

import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.runfile.RunId;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the child finds in its environment and arguments: the context of its span and the run id.
public final class ChildEnvironment {
  private static final List<String> CARRIED = List.of("TRACEPARENT", "TRACESTATE", "BAGGAGE");

  private final Map<String, String> carried;
  private final Set<String> fields;
  private final RunId run;
  private Collection<String> withheld = List.of();

  public ChildEnvironment(EnvironmentCarrier carrier, Context context, RunId run) {
    this.carried = carrier.inject(context);
    this.fields = carrier.fields();
    this.run = run;
  }

  /// Keeps variables of Clew's own environment from the child.
  public ChildEnvironment without(Collection<String> names) {
    withheld = names;
    return this;
  }

  /// Sets the variables in the environment that the child inherits. A parent's context gives way to
  /// the span's.
  void applyTo(Map<String, String> environment) {
    environment.keySet().removeAll(withheld);
    if (!carried.isEmpty()) {
      environment.keySet().removeAll(fields);
      environment.putAll(carried);
    }
    environment.put("CLEW_RUN_ID", run.hex());
  }

  /// Takes OpenTelemetry's settings away from the child.
  static void withhold(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("OTEL_"));
  }

  /// Replaces `{{traceparent}}`, `{{tracestate}}`, `{{baggage}}` and `{{run_id}}`.
  public List<String> expand(List<String> arguments) {
    List<String> expanded = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      String text = argument.replace("{{run_id}}", run.hex());
      for (String name : CARRIED) {
        text =
            text.replace(
                "{{" + name.toLowerCase(java.util.Locale.ROOT) + "}}",
                carried.getOrDefault(name, ""));
      }
      expanded.add(text);
    }
    return expanded;
  }
}
