package dev.clew.fleet.identity;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;

/// Who asks.
///
/// @param identity the one that a token is bound to, `local` or `system`
public record Caller(String identity, Role role) {
  /// The user whom the server belongs to.
  public static final Caller LOCAL = new Caller("local", Role.ADMIN);

  /// Who reaches a port that demands no token.
  public static final Caller ANYBODY = new Caller("anybody", Role.VIEW);

  /// The fleet itself.
  public static final Caller SYSTEM = new Caller("system", Role.ADMIN);

  /// Refuses what the role does not allow.
  ///
  /// @param what is to be done, as in "submitting a job"
  /// @throws ClewError E126 when the role does not allow it
  public void require(Role needed, String what) {
    if (!role.allows(needed)) {
      throw new ClewError(
          ErrorCode.E126,
          identity
              + " has the role "
              + role.label()
              + "; "
              + what
              + " needs "
              + needed.label()
              + ".");
    }
  }
}
