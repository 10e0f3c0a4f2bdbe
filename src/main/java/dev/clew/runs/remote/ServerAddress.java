package dev.clew.runs.remote;

import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a backend is, and how it is entered.
///
/// @param base its address, without a slash at the end
/// @param token secret; empty for none
/// @param certificate PEM file of the authorities to trust, or null for the platform's
/// @param network how it is reached
public record ServerAddress(URI base, String token, @Nullable Path certificate, Network network) {
  /// Chooses the way to an endpoint.
  @FunctionalInterface
  public interface Network {
    Egress to(URI endpoint);
  }

  /// What a user wrote: a URL, or `host:port`.
  ///
  /// @throws ClewError E061 when it is none
  public static ServerAddress of(
      String text, String token, Optional<Path> certificate, Network network) {
    String url = text.contains("://") ? text : "http://" + text;
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    try {
      URI base = new URI(url);
      String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
      if (base.getRawAuthority() == null
          || !(scheme.equals("http") || scheme.equals("https"))
          || base.getRawQuery() != null
          || base.getRawFragment() != null) {
        throw new ClewError(ErrorCode.E061, "\"" + text + "\" is no http:// or https:// address.");
      }
      if (base.getRawUserInfo() != null || base.getRawAuthority().contains("@")) {
        throw new ClewError(
            ErrorCode.E061,
            "An address holds no user and no password; CLEW_SERVER_TOKEN holds the token.");
      }
      return new ServerAddress(base, token, certificate.orElse(null), network);
    } catch (URISyntaxException e) {
      throw new ClewError(ErrorCode.E061, "\"" + text + "\": " + e.getReason() + ".", e);
    }
  }

  /// The same, entered with a token.
  public ServerAddress withToken(String other) {
    return new ServerAddress(base, other, certificate, network);
  }

  /// Whether others can read the token on its way.
  public boolean exposesToken() {
    return !token.isEmpty() && "http".equalsIgnoreCase(base.getScheme()) && !isLoopback();
  }

  /// Whether it is on this machine.
  public boolean isLoopback() {
    String host = host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }

  /// The host, an IPv6 address in brackets.
  String host() {
    String authority = base.getRawAuthority();
    int colon = authority.lastIndexOf(':');
    return (colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority)
        .toLowerCase(Locale.ROOT);
  }

  /// Without the token.
  @Override
  public String toString() {
    return base.toString();
  }
}
