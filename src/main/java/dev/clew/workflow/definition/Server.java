package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An MCP server of a workflow: a command that is started, or an address.
///
/// @param command empty where there is an address
/// @param environment variables for the command besides those of Clew
/// @param headers for the address
public record Server(
    String name,
    List<Template> command,
    Map<String, Template> environment,
    @Nullable Template url,
    Map<String, Template> headers) {
  public Server {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
