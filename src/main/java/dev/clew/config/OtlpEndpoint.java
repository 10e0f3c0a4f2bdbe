package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An endpoint as the OTLP exporter specification has it: a URL, or `host:port`. [URI] alone does
/// not do: it takes `localhost:4317` for a scheme, and finds no host in `otel_collector`.
///
/// @param scheme `http` or `https`, or null for the form `host:port`
/// @param host an IPv6 address in brackets
/// @param port -1 when a URL names none
/// @param path raw; may be empty
/// @param query raw, or null
record OtlpEndpoint(
    @Nullable String scheme, String host, int port, String path, @Nullable String query) {

  /// @throws ClewError E010
  static OtlpEndpoint parse(SettingValue said) {
    String text = said.text();
    int colon = text.indexOf("://");
    String scheme = colon < 0 ? null : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme != null && !scheme.equals("http") && !scheme.equals("https")) {
      throw malformed(said, "its scheme is neither http nor https");
    }
    String rest = colon < 0 ? text : text.substring(colon + 3);
    if (rest.indexOf('#') >= 0) {
      throw malformed(said, "it has a fragment");
    }
    int question = rest.indexOf('?');
    String query = question < 0 ? null : rest.substring(question + 1);
    String place = question < 0 ? rest : rest.substring(0, question);
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : place.substring(slash);
    if (authority.indexOf('@') >= 0) {
      throw malformed(said, "it holds a user name or password; send credentials as headers");
    }
    int end = hostEnd(said, authority);
    int port = port(said, authority.substring(end), scheme == null);
    OtlpEndpoint endpoint =
        new OtlpEndpoint(scheme, authority.substring(0, end), port, path, query);
    endpoint.checkSyntax(said);
    return endpoint;
  }

  /// Where the host ends in an authority without userinfo.
  private static int hostEnd(SettingValue said, String authority) {
    if (authority.startsWith("[")) {
      int close = authority.indexOf(']');
      if (close < 0) {
        throw malformed(said, "its IPv6 address has no closing bracket");
      }
      return close + 1;
    }
    int colon = authority.indexOf(':');
    int end = colon < 0 ? authority.length() : colon;
    if (end == 0) {
      throw malformed(said, "it has no host");
    }
    for (int i = 0; i < end; i++) {
      if (!isOfHost(authority.charAt(i))) {
        throw malformed(said, "its host is not a name or an address");
      }
    }
    return end;
  }

  private static boolean isOfHost(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  private static int port(SettingValue said, String afterHost, boolean required) {
    if (afterHost.isEmpty()) {
      if (required) {
        throw malformed(said, "it has neither a scheme nor a port");
      }
      return -1;
    }
    String digits = afterHost.substring(1);
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number && afterHost.charAt(0) == ':' ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65535) {
      throw malformed(said, "its port is not a number from 1 to 65535");
    }
    return port;
  }

  private void checkSyntax(SettingValue said) {
    if (host.indexOf('%') >= 0) {
      throw malformed(said, "its IPv6 address has a zone, which is not supported");
    }
    try {
      URI uri = new URI(written("https", path.isEmpty() ? "/" : path, query));
      if (host.startsWith("[") && uri.getHost() == null) {
        throw malformed(said, "its IPv6 address is malformed");
      }
    } catch (URISyntaxException e) {
      throw malformed(said, "it holds a character that a URL cannot");
    }
  }

  /// Scheme, host and port: all that gRPC knows of.
  URI grpc(boolean insecure) {
    return URI.create(written(scheme(insecure), "", null));
  }

  /// The whole URL, without a slash at its end.
  URI general() {
    return URI.create(written(scheme(false), trimmed(path), query));
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /// The URL of a signal's requests below this general endpoint.
  URI httpBase(Signal signal, boolean insecure) {
    return URI.create(written(scheme(insecure), trimmed(path) + signal.path(), query));
  }

  /// The URL of a signal's requests when the endpoint is that signal's own.
  URI httpAsIs(boolean insecure) {
    return URI.create(written(scheme(insecure), path.isEmpty() ? "/" : path, query));
  }

  private String written(String scheme, String path, @Nullable String query) {
    return scheme
        + "://"
        + host
        + (port < 0 ? "" : ":" + port)
        + path
        + (query == null ? "" : "?" + query);
  }

  /// TLS where nobody said otherwise, except on this very machine.
  private String scheme(boolean insecure) {
    if (scheme != null) {
      return scheme;
    }
    return insecure || isLoopback() ? "http" : "https";
  }

  private boolean isLoopback() {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("[::1]") || isLoopbackV4(name);
  }

  private static boolean isLoopbackV4(String name) {
    return name.startsWith("127.")
        && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /// The text without userinfo and query, which may be secret.
  static String masked(String text) {
    int question = text.indexOf('?');
    String shown = question < 0 ? text : text.substring(0, question) + "?****";
    int at = shown.lastIndexOf('@');
    if (at < 0) {
      return shown;
    }
    int colon = shown.indexOf("://");
    return (colon < 0 || colon > at ? "" : shown.substring(0, colon + 3))
        + "****"
        + shown.substring(at);
  }

  private static ClewError malformed(SettingValue said, String reason) {
    return new ClewError(
        ErrorCode.E010,
        "%s has the value %s: %s; supported: http://host:port, https://host:port, host:port."
            .formatted(said.subject(), SettingValue.quoted(masked(said.text())), reason));
  }
}
