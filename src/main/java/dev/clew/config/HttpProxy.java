package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A proxy of `HTTP_PROXY` or `HTTPS_PROXY`.
///
/// @param host an IPv6 address without brackets
/// @param user null for none
/// @param password secret; may be empty
public record HttpProxy(String host, int port, @Nullable String user, String password) {
  private static final int DEFAULT_PORT = 80;

  /// @throws ClewError E080 when it is malformed, or of a kind that is not supported
  static HttpProxy parse(SettingValue said) {
    String text = said.text();
    int scheme = text.indexOf("://");
    if (scheme >= 0 && !text.substring(0, scheme).toLowerCase(Locale.ROOT).equals("http")) {
      throw wrong(said);
    }
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    int slash = rest.indexOf('/', rest.lastIndexOf('@') + 1);
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String place = authority.substring(at + 1);
    int colon = place.lastIndexOf(':');
    boolean hasPort = colon > place.lastIndexOf(']');
    String host = hasPort ? place.substring(0, colon) : place;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || !host.chars().allMatch(HttpProxy::isOfHost)) {
      throw wrong(said);
    }
    int port = hasPort ? port(said, place.substring(colon + 1)) : DEFAULT_PORT;
    if (at < 0) {
      return new HttpProxy(host, port, null, "");
    }
    String credentials = authority.substring(0, at);
    int between = credentials.indexOf(':');
    String user = between < 0 ? credentials : credentials.substring(0, between);
    String password = between < 0 ? "" : credentials.substring(between + 1);
    return new HttpProxy(host, port, decoded(said, user), decoded(said, password));
  }

  private static boolean isOfHost(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ':';
  }

  private static int port(SettingValue said, String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65535) {
      throw wrong(said);
    }
    return port;
  }

  private static String decoded(SettingValue said, String text) {
    String decoded = PercentEncoding.decode(text);
    if (decoded == null) {
      throw wrong(said);
    }
    return decoded;
  }

  private static ClewError wrong(SettingValue said) {
    return new ClewError(
        ErrorCode.E080,
        said.subject()
            + " has the value "
            + SettingValue.quoted(OtlpEndpoint.masked(said.text()))
            + "; supported: http://host:port, http://user:password@host:port, host:port.");
  }

  /// Where it is, without user and password.
  @Override
  public String toString() {
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
