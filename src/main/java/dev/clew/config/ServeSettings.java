package dev.clew.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `clew serve` was asked for.
///
/// @param hosts names and addresses to bind; empty: both loopback addresses
/// @param port of the page and the API; 0 takes a free one
/// @param otlpPorts of the receivers, each for every protocol; 0 takes a free one
/// @param prometheusPort a port of its own for `/metrics`, or null
/// @param store the directory of the database
/// @param retention what is kept
/// @param runIdAttributes the attributes that name a run, the first that is there counts
/// @param access who may use it
/// @param fleet whether it is the control plane of a fleet
public record ServeSettings(
    List<String> hosts,
    int port,
    List<Integer> otlpPorts,
    @Nullable Integer prometheusPort,
    Path store,
    Retention retention,
    List<String> runIdAttributes,
    Access access,
    Fleet fleet) {
  /// [B4]'s order.
  public static final List<String> RUN_ID_ATTRIBUTES =
      List.of("parallax.run.id", "cli.invocation.id", "cicd.pipeline.run.id", "session.id");

  public ServeSettings {
    hosts = List.copyOf(hosts);
    otlpPorts = List.copyOf(otlpPorts);
    runIdAttributes = List.copyOf(runIdAttributes);
  }

  /// What the store keeps.
  ///
  /// @param age older records are removed
  /// @param bytes the size on disk above which the oldest records are removed
  public record Retention(Duration age, long bytes) {
    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 20L << 30);
  }

  /// Who may use the server.
  ///
  /// @param names further names that it answers to
  /// @param origins whose pages may use it
  /// @param tls certificate and key, where it speaks TLS
  /// @param token the bearer token: empty asks for one to be made, absent for none
  public record Access(
      List<String> names, List<String> origins, Optional<Tls> tls, Optional<String> token) {
    public Access {
      names = List.copyOf(names);
      origins = List.copyOf(origins);
    }

    /// Does not show the token.
    @Override
    public String toString() {
      return "Access[" + names + ", " + origins + ", " + tls + "]";
    }
  }

  /// PEM files: the certificate with its chain, and its private key.
  public record Tls(Path certificate, Path key) {}

  /// The NATS servers of a fleet.
  ///
  /// @param enabled whether `clew serve` is the control plane of a fleet
  /// @param urls none: `clew serve` starts a server of its own
  /// @param user empty for none
  /// @param password secret; empty for none
  /// @param credentials path of a file of credentials; empty for none
  public record Fleet(
      boolean enabled, List<String> urls, String user, String password, String credentials) {
    /// In place of URLs: a server of its own.
    public static final String OWN = "on";

    public Fleet {
      urls = List.copyOf(urls);
    }

    /// The same with what `--fleet` says.
    ///
    /// @param said [#OWN], or URLs with commas between them; empty for no fleet
    public Fleet at(String said) {
      List<String> named =
          List.of(said.split(",")).stream()
              .map(String::strip)
              .filter(each -> !each.isEmpty() && !each.equals(OWN))
              .toList();
      return new Fleet(!said.isBlank(), named, user, password, credentials);
    }

    /// Does not show the password.
    @Override
    public String toString() {
      return "Fleet" + urls;
    }
  }
}
