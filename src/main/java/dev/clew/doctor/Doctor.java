package dev.clew.doctor;

import dev.clew.config.Home;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Looks at the configuration, the home directory, the clock, and whatever Clew talks to.
public final class Doctor {
  private final HomeChecks home;
  private final PeerChecks peers;

  /// Checks a home and what this process finds around it.
  ///
  /// @param environment of this process
  public Doctor(Home home, Map<String, String> environment, Clock clock) {
    this.home = new HomeChecks(home, clock);
    this.peers = new PeerChecks(environment);
  }

  /// Runs every check that the settings allow; with wrong settings, those that need none.
  ///
  /// @param settings reads and validates them
  public List<Check> check(Supplier<Settings> settings) {
    List<Check> checks = new ArrayList<>();
    List<Check> endpoints = new ArrayList<>();
    try {
      Settings valid = settings.get();
      long said =
          valid.values().stream()
              .filter(value -> !value.origin().equals(Settings.Value.DEFAULT))
              .count();
      checks.add(Check.ok("configuration", said + " settings differ from the defaults"));
      for (Settings.Warning warning : valid.warnings()) {
        checks.add(
            Check.warn(
                "configuration",
                "[" + warning.code() + "] " + warning.detail(),
                warning.code().whatToTry()));
      }
      endpoints.addAll(
          valid.telemetry().enabled()
              ? peers.endpoints(valid.telemetry())
              : List.of(Check.skipped("endpoint", "telemetry is off")));
    } catch (ClewError e) {
      checks.add(
          Check.fail("configuration", "[" + e.code() + "] " + e.detail(), e.code().whatToTry()));
    }
    checks.add(home.directory());
    checks.add(home.pending());
    checks.add(home.time());
    checks.addAll(endpoints);
    checks.add(peers.docker());
    checks.add(peers.nats());
    return checks;
  }
}
