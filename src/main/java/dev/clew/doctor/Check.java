package dev.clew.doctor;

import dev.clew.telemetry.delivery.Probe;
import dev.clew.terminal.Durations;
import java.net.URI;

/// What was looked at, how it stands, and what to do about it.
///
/// @param name short, such as `home` or `endpoint`
/// @param detail what was found
/// @param advice what to do; empty when nothing needs doing
public record Check(String name, Verdict verdict, String detail, String advice) {
  /// How a check went.
  public enum Verdict {
    OK,
    /// Works, and yet something should be looked after.
    WARN,
    FAIL,
    /// Not there and not needed as things are configured.
    SKIPPED
  }

  /// The outcome of a marker that was sent.
  public static Check of(Probe.Result result) {
    URI endpoint = result.target().endpoint();
    String target = endpoint.getScheme() + "://" + endpoint.getAuthority();
    String signal = result.signal().label();
    String problem = result.problem();
    return problem == null
        ? ok(
            signal,
            "confirmed by " + target + " in " + Durations.text(result.roundTrip().toNanos()))
        : fail(
            signal,
            target + ": " + problem,
            "check endpoint, protocol and headers with clew config");
  }

  static Check ok(String name, String detail) {
    return new Check(name, Verdict.OK, detail, "");
  }

  static Check warn(String name, String detail, String advice) {
    return new Check(name, Verdict.WARN, detail, advice);
  }

  static Check fail(String name, String detail, String advice) {
    return new Check(name, Verdict.FAIL, detail, advice);
  }

  static Check skipped(String name, String detail) {
    return new Check(name, Verdict.SKIPPED, detail, "");
  }
}
