package dev.clew.mcp;

import dev.clew.config.Egress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a server is reached.
public sealed interface McpServerSpec {
  /// By which spans and errors call it.
  String name();

  /// The program or the address that answers. It may hold secrets.
  List<String> origin();

  /// Until it has to be ready.
  Duration startTimeout();

  /// A process that Clew starts and that speaks on its standard streams.
  ///
  /// @param command looked up in PATH of the environment
  /// @param environment all of it; values are secret
  /// @param directory in which it runs, or null for Clew's own
  record Stdio(
      String name,
      List<String> command,
      Map<String, String> environment,
      @Nullable Path directory,
      Duration startTimeout)
      implements McpServerSpec {
    public Stdio {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    @Override
    public List<String> origin() {
      List<String> origin = new ArrayList<>(List.of(String.valueOf(directory)));
      origin.addAll(command);
      return origin;
    }

    /// Hides the environment.
    @Override
    public String toString() {
      return name + " (" + command.getFirst() + ")";
    }
  }

  /// A server of the streamable HTTP transport.
  ///
  /// @param headers sent with each request; values are secret
  record Http(
      String name, URI address, Map<String, String> headers, Egress egress, Duration startTimeout)
      implements McpServerSpec {
    public Http {
      headers = Map.copyOf(headers);
    }

    @Override
    public List<String> origin() {
      return List.of(address.toString());
    }

    /// Hides the headers and what an address may have of secrets.
    @Override
    public String toString() {
      return name + " (" + address.getScheme() + "://" + address.getHost() + ")";
    }
  }
}
