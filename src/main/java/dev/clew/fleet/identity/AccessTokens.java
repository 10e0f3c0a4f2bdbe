package dev.clew.fleet.identity;

import dev.clew.content.Sha256;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetMeter;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.bus.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tokens of a fleet, known to each server as soon as they change.
public final class AccessTokens implements AutoCloseable {
  private static final Pattern SHAPE = Pattern.compile("clew_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
  private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9@._-]{1,64}");
  private static final String SCHEME = "Bearer ";
  private static final int ID = 6;
  private static final int SECRET = 32;

  private final Mirror<AccessToken> tokens;
  private final Clock clock;
  private final RandomGenerator random;

  public AccessTokens(Mirror<AccessToken> tokens, Clock clock, RandomGenerator random) {
    this.tokens = tokens;
    this.clock = clock;
    this.random = random;
  }

  /// Those that a bucket holds.
  ///
  /// @param meter is told when a revocation has come to this server
  public static AccessTokens in(
      Bucket bucket, FleetMeter meter, Clock clock, RandomGenerator random) {
    Instant begin = clock.instant();
    Mirror<AccessToken> mirror =
        new Mirror<>(bucket, AccessToken.class)
            .telling(
                token -> {
                  if (!token.revoked().isEmpty()) {
                    Instant revoked = Instant.parse(token.revoked());
                    if (!revoked.isBefore(begin)) {
                      meter.revoked(Duration.between(revoked, clock.instant()));
                    }
                  }
                });
    return new AccessTokens(mirror.open(), clock, random);
  }

  /// A new token.
  ///
  /// @param text what its bearer needs; shown this once
  public record Issued(AccessToken token, String text) {
    /// Without the secret.
    @Override
    public String toString() {
      return token.toString();
    }
  }

  /// Makes a token.
  ///
  /// @param life null for one that never expires
  /// @throws ClewError E001 for an identity that cannot be one
  public Issued issue(String identity, Role role, @Nullable Duration life, Caller by) {
    if (!IDENTITY.matcher(identity).matches()
        || identity.equals(Caller.LOCAL.identity())
        || identity.equals(Caller.ANYBODY.identity())
        || identity.equals(Caller.SYSTEM.identity())) {
      throw new ClewError(
          ErrorCode.E001,
          "An identity has letters, digits and @._-, 64 at most, and is neither local, anybody nor system;"
              + " \""
              + identity
              + "\" is none.");
    }
    byte[] name = new byte[ID];
    random.nextBytes(name);
    byte[] bytes = new byte[SECRET];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(name);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    var token =
        new AccessToken(
            id,
            HexFormat.of().formatHex(digest(secret)),
            identity,
            role.label(),
            now.toString(),
            by.identity(),
            life == null ? "" : now.plus(life).toString(),
            "");
    if (!tokens.create(id, token)) {
      throw new IllegalStateException(id + " is there already");
    }
    return new Issued(token, "clew_" + id + "_" + secret);
  }

  /// The newest first.
  public List<AccessToken> all() {
    return tokens.values().stream()
        .sorted(Comparator.comparing(AccessToken::issued).reversed())
        .toList();
  }

  /// Makes the tokens of an id or an identity useless.
  ///
  /// @return those that were good
  /// @throws ClewError E130 when there is none
  public List<AccessToken> revoke(String named) {
    List<AccessToken> good =
        tokens.values().stream()
            .filter(each -> each.id().equals(named) || each.identity().equals(named))
            .filter(each -> each.revoked().isEmpty())
            .toList();
    if (good.isEmpty()) {
      throw new ClewError(
          ErrorCode.E130, "No token that is good has the id or the identity \"" + named + "\".");
    }
    String now = clock.instant().toString();
    return good.stream()
        .map(each -> tokens.update(each.id(), token -> token.revokedAt(now)))
        .toList();
  }

  /// Whether a header can be of a token of a fleet at all.
  public static boolean isOne(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(SCHEME)
        && SHAPE.matcher(authorization.substring(SCHEME.length()).strip()).matches();
  }

  /// Who a header of HTTP proves to be.
  ///
  /// @return nothing where the token is unknown, expired or revoked
  public Optional<Caller> caller(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return Optional.empty();
    }
    Matcher parts = SHAPE.matcher(authorization.substring(SCHEME.length()).strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    AccessToken token = tokens.get(parts.group(1)).orElse(null);
    byte[] given = digest(parts.group(2));
    if (token == null
        || !MessageDigest.isEqual(given, HexFormat.of().parseHex(token.digest()))
        || !token.revoked().isEmpty()
        || (!token.expires().isEmpty()
            && !clock.instant().isBefore(Instant.parse(token.expires())))) {
      return Optional.empty();
    }
    return Role.named(token.role()).map(role -> new Caller(token.identity(), role));
  }

  private static byte[] digest(String secret) {
    return Sha256.begin().digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    tokens.close();
  }
}
