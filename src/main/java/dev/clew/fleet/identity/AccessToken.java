package dev.clew.fleet.identity;

/// A token as it is kept: what callers have to know is here as a digest only.
///
/// @param id the part of the token that is no secret
/// @param digest SHA-256 of the secret part, in hexadecimal
/// @param role its label
/// @param issued RFC 3339
/// @param issuedBy who made it
/// @param expires RFC 3339; empty for never
/// @param revoked RFC 3339; empty while it is good
public record AccessToken(
    String id,
    String digest,
    String identity,
    String role,
    String issued,
    String issuedBy,
    String expires,
    String revoked) {
  AccessToken revokedAt(String time) {
    return new AccessToken(id, digest, identity, role, issued, issuedBy, expires, time);
  }
}
