package dev.clew.config;

/// What kind of use this is (`--profile`, `CLEW_PROFILE`).
public enum Profile {
  /// Workflows and daemons export only when `telemetry.enabled = true` is said explicitly.
  DEV,
  /// A configured endpoint is enough.
  PRODUCTION
}
