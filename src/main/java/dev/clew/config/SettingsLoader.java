package dev.clew.config;

import dev.clew.config.Settings.Profile;
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
    List<SettingSource> sources = ConfigFiles.find(flags, variables, home, warnings);
    sources.addAll(List.of(flags.source(variables.directory()), variables.source()));
    var reader = new SettingReader(variables, new SettingSources(sources), warnings);
    TelemetrySettings telemetry = new TelemetrySection(reader).read();
    LoggingSettings logging =
        new LoggingSettings(
            reader.read(SettingTable.LOGGING_LEVEL), reader.read(SettingTable.LOGGING_FORMAT));
    RecordingSettings recording = new RecordingSection(reader).read();
    ServeSettings serve = new ServeSection(reader, home).read();
    ContainerSettings container = ContainerSettings.read(reader);
    ModelSettings models = ModelSettings.read(reader);
    Profile profile = reader.read(SettingTable.PROFILE);
    reader.note(SettingTable.HOME, home.root().toString(), variables.get(SettingTable.HOME.key()));
    reader.read(SettingTable.TRUST_PROJECT);
    if (!telemetry.enabled()) {
      reader.noteUnread();
    }
    return new Settings(
        home,
        telemetry,
        logging,
        recording,
        serve,
        container,
        models,
        profile,
        flags.debug(),
        reader.values(),
        warnings);
  }

  private static Home home(Environment variables, Path userHome) {
    SettingValue said = variables.get(SettingTable.HOME.key());
    if (said == null) {
      return new Home(userHome.resolve(".clew").toAbsolutePath().normalize());
    }
    try {
      return new Home(variables.directory().resolve(said.text()).normalize());
    } catch (InvalidPathException e) {
      throw said.wrong(ErrorCode.E005, "the path of a directory");
    }
  }
}
