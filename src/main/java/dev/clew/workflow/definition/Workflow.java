package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A graph of nodes to be executed.
///
/// @param name of the file unless it says otherwise
/// @param version as the file says; empty when it does not
/// @param servers of MCP, by name
/// @param nodes by id, in the order of the file
/// @param outputs what an execution prints when it has ended well, by name
/// @param concurrency how many nodes run at once at most
/// @param failFast whether the first failure cancels what runs
/// @param timeout of an execution, or null for none
/// @param file that it was read from
/// @param source the file's text
public record Workflow(
    String name,
    String version,
    String description,
    Map<String, WorkflowInput> inputs,
    Map<String, Server> servers,
    Map<String, Node> nodes,
    Map<String, Template> outputs,
    int concurrency,
    boolean failFast,
    @Nullable Duration timeout,
    Path file,
    String source) {
  public Workflow {
    // The order of the file is kept.
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
