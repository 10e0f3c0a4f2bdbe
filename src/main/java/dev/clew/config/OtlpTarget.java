package dev.clew.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where and how one signal is exported, after the precedence of the OTLP exporter specification
/// has been applied.
///
/// @param endpoint for gRPC scheme, host and port (`http` is plaintext, `https` TLS); for HTTP the
///   full URL, signal path included. A host with an underscore is legal here, but [URI#getHost()]
///   is null for it: see [#host()]
/// @param headers sent with every request, names in lower case; values are secret and never logged
/// @param timeout of one request
/// @param timeoutExplicit whether someone set the timeout
/// @param certificate PEM file of the certificate authorities to trust, or null for the platform's
/// @param clientKey PEM file of the client's private key, or null without mutual TLS
/// @param clientCertificate PEM file of the client's certificate chain, or null without mutual TLS
/// @param egress the way to the endpoint
public record OtlpTarget(
    URI endpoint,
    Protocol protocol,
    Map<String, String> headers,
    boolean gzip,
    Duration timeout,
    boolean timeoutExplicit,
    @Nullable Path certificate,
    @Nullable Path clientKey,
    @Nullable Path clientCertificate,
    Egress egress) {
  public OtlpTarget {
    headers = Map.copyOf(headers);
  }

  /// A target that is reached directly, and whose timeout nobody has set.
  public OtlpTarget(
      URI endpoint,
      Protocol protocol,
      Map<String, String> headers,
      boolean gzip,
      Duration timeout,
      @Nullable Path certificate,
      @Nullable Path clientKey,
      @Nullable Path clientCertificate) {
    this(
        endpoint,
        protocol,
        headers,
        gzip,
        timeout,
        false,
        certificate,
        clientKey,
        clientCertificate,
        Egress.DIRECT);
  }

  /// The same target with a timeout that someone has set.
  OtlpTarget withTimeout(Duration limit) {
    return new OtlpTarget(
        endpoint,
        protocol,
        headers,
        gzip,
        limit,
        true,
        certificate,
        clientKey,
        clientCertificate,
        egress);
  }

  /// The same target, reached another way.
  public OtlpTarget withEgress(Egress way) {
    return new OtlpTarget(
        endpoint,
        protocol,
        headers,
        gzip,
        timeout,
        timeoutExplicit,
        certificate,
        clientKey,
        clientCertificate,
        way);
  }

  /// The same target with a further header.
  ///
  /// @param name in lower case
  public OtlpTarget withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new OtlpTarget(
        endpoint,
        protocol,
        more,
        gzip,
        timeout,
        timeoutExplicit,
        certificate,
        clientKey,
        clientCertificate,
        egress);
  }

  /// The transport of OTLP.
  public enum Protocol {
    GRPC,
    HTTP_PROTOBUF
  }

  /// The endpoint's host, an IPv6 address in brackets.
  public String host() {
    String authority = authority();
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  /// The endpoint's port, or its scheme's.
  public int port() {
    String authority = authority();
    if (authority.length() > host().length()) {
      return Integer.parseInt(authority.substring(host().length() + 1));
    }
    return "https".equals(endpoint.getScheme()) ? 443 : 80;
  }

  private String authority() {
    return String.valueOf(endpoint.getRawAuthority());
  }

  /// Shows everything but the header values and the endpoint's query, which may be secret.
  @Override
  public String toString() {
    return OtlpEndpoint.masked(endpoint.toString())
        + " ("
        + protocol
        + ", headers "
        + headers.keySet()
        + ")";
  }
}
