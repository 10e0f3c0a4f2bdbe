package dev.clew.serve;

/// A socket that is open for requests.
///
/// @param purpose `page`, `otlp` or `prometheus`
/// @param host as it was asked for, such as 127.0.0.1 or ::1
public record BoundAddress(String purpose, String host, int port, boolean tls) {
  /// Its URL, without a path.
  public String url() {
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "https://" : "http://") + authority + ":" + port;
  }
}
