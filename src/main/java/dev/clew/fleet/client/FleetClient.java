package dev.clew.fleet.client;

import dev.clew.fleet.FleetJson;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.api.JobsResource.JobRequest;
import dev.clew.fleet.api.JobsResource.JobsView;
import dev.clew.fleet.api.NodesResource.DrainRequest;
import dev.clew.fleet.api.NodesResource.JoinRequest;
import dev.clew.fleet.api.NodesResource.JoinView;
import dev.clew.fleet.api.NodesResource.NodeView;
import dev.clew.fleet.api.NodesResource.NodesView;
import dev.clew.fleet.api.TokensResource.TokenRequest;
import dev.clew.fleet.api.TokensResource.TokenView;
import dev.clew.fleet.api.TokensResource.TokensView;
import dev.clew.runs.remote.ApiClient;
import dev.clew.runs.remote.ServerAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a server of a fleet. Methods throw E060 to E063 and E120 to E128.
public final class FleetClient implements AutoCloseable {
  private final ApiClient api;

  public FleetClient(ServerAddress address) {
    this.api = new ApiClient(address);
  }

  /// The server that is asked.
  public ServerAddress address() {
    return api.address();
  }

  /// Submits a job.
  ///
  /// @param headers that carry the span which submits it
  public JobView submit(JobRequest request, Map<String, String> headers) {
    return ask("POST", "jobs", request, headers, JobView.class);
  }

  public List<JobView> jobs() {
    return get("jobs", JobsView.class).jobs();
  }

  public JobView job(String id) {
    return get("jobs/" + part(id), JobView.class);
  }

  public JobView cancel(String id) {
    return ask("POST", "jobs/" + part(id) + "/cancel", null, Map.of(), JobView.class);
  }

  /// What a job prints, as lines of JSON.
  public ApiClient.Stream output(String id, boolean follow) {
    return api.open(
        "jobs/" + part(id) + "/output", "application/x-ndjson", "follow", follow ? "true" : "");
  }

  public List<NodeView> nodes() {
    return get("nodes", NodesView.class).nodes();
  }

  public NodeView node(String name) {
    return get("nodes/" + part(name), NodeView.class);
  }

  public NodeView drain(String name, boolean draining) {
    return ask(
        "POST",
        "nodes/" + part(name) + "/drain",
        new DrainRequest(draining),
        Map.of(),
        NodeView.class);
  }

  public void remove(String name) {
    var _ = api.send("DELETE", "nodes/" + part(name), null, Map.of());
  }

  public JoinView join(JoinRequest request) {
    return ask("POST", "fleet/join", request, Map.of(), JoinView.class);
  }

  public TokenView issue(TokenRequest request) {
    return ask("POST", "tokens", request, Map.of(), TokenView.class);
  }

  public List<TokenView> tokens() {
    return get("tokens", TokensView.class).tokens();
  }

  public List<TokenView> revoke(String named) {
    return ask("POST", "tokens/" + part(named) + "/revoke", null, Map.of(), TokensView.class)
        .tokens();
  }

  /// Audit events, as lines of JSON.
  public ApiClient.Stream audit(String since, String types, boolean follow) {
    return api.open(
        "audit",
        "application/x-ndjson",
        "since",
        since,
        "type",
        types,
        "follow",
        follow ? "true" : "");
  }

  /// Where the server takes OTLP, as this machine reaches it: at the host that the server was asked
  /// at, on the port that it names.
  public Optional<URI> otlp() {
    return api.get("status").texts("otlp").stream()
        .findFirst()
        .map(URI::create)
        .map(
            named ->
                URI.create(
                    named.getScheme()
                        + "://"
                        + api.address().base().getHost()
                        + ":"
                        + named.getPort()));
  }

  private <T> T get(String path, Class<T> type) {
    return ask("GET", path, null, Map.of(), type);
  }

  private <T> T ask(
      String method,
      String path,
      @Nullable Object body,
      Map<String, String> headers,
      Class<T> type) {
    byte[] json = body == null ? null : FleetJson.bytes(body);
    return FleetJson.read(api.send(method, path, json, headers), type);
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    api.close();
  }
}
