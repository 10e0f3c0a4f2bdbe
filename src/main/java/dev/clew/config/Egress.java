package dev.clew.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an endpoint is reached from this machine, by the variables that other programs follow too.
///
/// @param proxy the way to it, or null for the direct one
/// @param certificateFile `SSL_CERT_FILE`, or null
/// @param certificateDirectories of `SSL_CERT_DIR`
public record Egress(
    @Nullable HttpProxy proxy, @Nullable Path certificateFile, List<Path> certificateDirectories) {
  /// Without a proxy, with the system's authorities.
  public static final Egress DIRECT = new Egress(null, null, List.of());

  public Egress {
    certificateDirectories = List.copyOf(certificateDirectories);
  }

  /// The way to an endpoint. What needs a tunnel takes `HTTPS_PROXY`: TLS, and gRPC, which plain
  /// proxies do not understand.
  ///
  /// @param directory the working directory
  /// @throws dev.clew.error.ClewError E080 when its proxy cannot be used
  public static Egress to(
      URI endpoint, boolean grpc, Map<String, String> variables, Path directory) {
    var environment = new Environment(variables, directory);
    SettingValue file = environment.get("SSL_CERT_FILE");
    return new Egress(
        proxy(endpoint, grpc, environment),
        file == null ? null : directory.resolve(file.text()),
        directories(environment));
  }

  private static @Nullable HttpProxy proxy(URI endpoint, boolean grpc, Environment environment) {
    boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
    SettingValue said =
        grpc || tls ? either(environment, "https_proxy", "HTTPS_PROXY") : httpProxy(environment);
    if (said == null) {
      return null;
    }
    SettingValue exceptions = either(environment, "no_proxy", "NO_PROXY");
    String authority = String.valueOf(endpoint.getRawAuthority());
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : tls ? 443 : 80;
    boolean excepted =
        ProxyExceptions.parse(exceptions == null ? "" : exceptions.text()).has(host, port);
    return excepted ? null : HttpProxy.parse(said);
  }

  /// Under CGI a client sets `HTTP_PROXY` by sending a header `Proxy`.
  private static @Nullable SettingValue httpProxy(Environment environment) {
    boolean cgi = environment.get("REQUEST_METHOD") != null;
    return cgi ? environment.get("http_proxy") : either(environment, "http_proxy", "HTTP_PROXY");
  }

  private static @Nullable SettingValue either(
      Environment environment, String first, String second) {
    SettingValue said = environment.get(first);
    return said == null ? environment.get(second) : said;
  }

  private static List<Path> directories(Environment environment) {
    SettingValue said = environment.get("SSL_CERT_DIR");
    List<Path> directories = new ArrayList<>();
    if (said != null) {
      for (String each : said.text().split(":", -1)) {
        if (!each.isEmpty()) {
          directories.add(said.directory().resolve(each));
        }
      }
    }
    return directories;
  }
}
