package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads flags, environment and files into [Settings], in this order of precedence: flags,
/// environment, the project's `clew.toml` or `--config`, `~/.clew/clew.toml`, default. Everything
/// is checked here, before anything starts; nothing touches the network.
public final class SettingsLoader {
  private static final Choices<Profile> PROFILES =
      new Choices<>(ErrorCode.E005, List.of("dev", "production"), List.of(Profile.values()));

  /// Reads and checks every setting of one invocation.
  ///
  /// @param environment the variables of the process
  /// @param directory the working directory
  /// @param userHome the user's home directory, in which `.clew` lies unless `CLEW_HOME` is set
  /// @throws ClewError for the first setting that is wrong
  public Settings load(
      Flags flags, Map<String, String> environment, Path directory, Path userHome) {
    Environment variables = new Environment(environment, directory.toAbsolutePath().normalize());
    Home home = home(variables, userHome);
    List<Settings.Warning> warnings = new ArrayList<>();
    SettingSources sources =
        new SettingSources(variables, ConfigFiles.find(flags, variables, home, warnings));
    Provenance provenance = new Provenance();
    TelemetrySettings telemetry = new TelemetrySection(sources, provenance, warnings).read();
    LoggingSettings logging = new LoggingSection(sources, provenance, flags).read();
    RecordingSettings recording = new RecordingSection(sources, provenance).read();
    ServeSettings serve = new ServeSection(sources, provenance, home).read();
    Profile profile = profile(flags, sources, provenance);
    provenance.record("CLEW_HOME", home.root(), variables.get("CLEW_HOME"));
    provenance.record(
        ProjectGuard.TRUST,
        variables.isTrue(ProjectGuard.TRUST),
        variables.get(ProjectGuard.TRUST));
    if (!telemetry.enabled()) {
      provenance.complete();
    }
    return new Settings(
        home,
        telemetry,
        logging,
        recording,
        serve,
        profile,
        flags.debug(),
        provenance.values(),
        warnings);
  }

  private static Home home(Environment variables, Path userHome) {
    SettingValue said = variables.get("CLEW_HOME");
    if (said == null) {
      return new Home(userHome.resolve(".clew").toAbsolutePath().normalize());
    }
    try {
      return new Home(variables.directory().resolve(said.text()).normalize());
    } catch (InvalidPathException e) {
      throw said.wrong(ErrorCode.E005, "the path of a directory");
    }
  }

  private static Profile profile(Flags flags, SettingSources sources, Provenance provenance) {
    SettingValue said =
        flags.profile() == null
            ? sources.variable("CLEW_PROFILE")
            : sources.flag("--profile", flags.profile());
    Profile profile = said == null ? Profile.PRODUCTION : PROFILES.of(said);
    provenance.record("CLEW_PROFILE", PROFILES.name(profile), said);
    return profile;
  }
}
