package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.container.ContainerRequest;
import dev.clew.container.ContainerRequest.PullPolicy;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.process.RunRequest;
import dev.clew.workspace.Choice;
import dev.clew.workspace.WorkspaceRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options of `clew run` for a command in a container.
final class ContainerOptions {
  private final RecordingFactory sessions;
  private final OptionSpec image =
      text("IMAGE", "Run the command in a container of this image.", "--container");
  private final OptionSpec build =
      text("DIR", "Build the image from this directory first.", "--build");
  private final OptionSpec pull =
      text("WHEN", "Pull the image: missing (the default), always or never.", "--pull");
  private final OptionSpec name = text("NAME", "Name of the container.", "--container-name");
  private final OptionSpec volumes =
      texts("SRC:DST[:ro]", "Mount a directory or volume; may be repeated.", "--volume");
  private final OptionSpec mounts =
      texts("SPEC", "Mount as the engine's --mount does; may be repeated.", "--mount");
  private final OptionSpec variables =
      texts(
          "NAME[=VALUE]",
          "Set a variable in the container, or with --on on the machines; repeatable.",
          "-e",
          "--env");
  private final OptionSpec user = text("USER[:GROUP]", "Run as this user.", "-u", "--user");
  private final OptionSpec ports =
      texts("[HOST:]PORT", "Publish a port; may be repeated.", "-p", "--publish");
  private final OptionSpec directory =
      text("DIR", "Working directory in the container.", "-w", "--workdir");
  private final OptionSpec network = text("NETWORK", "Network of the container.", "--network");
  private final OptionSpec init =
      OptionSpec.builder("--init")
          .type(Boolean.class)
          .negatable(true)
          .description(
              "Let an init process pass signals on and reap orphans, or none (default: where the"
                  + " engine has one and the image no entry point).")
          .build();
  private final OptionSpec others =
      texts(
          "OPTION",
          "Any other option of the engine's create, such as --memory=1g; may be repeated.",
          "--container-option");
  private final OptionSpec credentials =
      OptionSpecs.flag(
              "Hand the export's headers and client keys in, too.", "--forward-credentials")
          .build();
  private final OptionSpec remove =
      OptionSpecs.flag("Remove the container when its command has ended (the default).", "--rm")
          .build();
  private final OptionSpec keep =
      OptionSpecs.flag("Keep the container when its command has ended.", "--keep").build();

  ContainerOptions(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  private static OptionSpec text(String label, String description, String... names) {
    return OptionSpecs.value(String.class, label, description, names).build();
  }

  private static OptionSpec texts(String label, String description, String... names) {
    return OptionSpecs.value(List.class, label, description, names)
        .auxiliaryTypes(String.class)
        .arity("1")
        .build();
  }

  void addTo(CommandSpec command) {
    command.addOption(image);
    further().forEach(command::addOption);
  }

  /// All but the one that names the image.
  private List<OptionSpec> further() {
    return List.of(
        build,
        pull,
        name,
        volumes,
        mounts,
        variables,
        user,
        ports,
        directory,
        network,
        init,
        others,
        credentials,
        remove,
        keep);
  }

  /// The variables for a command that runs on other machines.
  ///
  /// @param choice whose image would count; null for none
  /// @throws ClewError E001 when a container is asked for: the command would run on the bare host
  List<String> elsewhere(@Nullable Choice choice) {
    if (image.getValue() != null || (choice != null && choice.workspace().image() != null)) {
      throw new ClewError(ErrorCode.E001, "--on runs no containers; leave out the image.");
    }
    for (OptionSpec option : further()) {
      if (!option.equals(variables) && isGiven(option)) {
        throw new ClewError(
            ErrorCode.E001, option.longestName() + " is for containers, which --on does not run.");
      }
    }
    return list(variables);
  }

  /// The image to run the command in, or null for none.
  ///
  /// @param choice whose image counts where no option names one; null for none
  /// @throws ClewError E001 when another option asks for a container and no image is named
  @Nullable String image(@Nullable Choice choice) {
    String given = image.getValue();
    String wanted = given == null && choice != null ? choice.workspace().image() : given;
    if (wanted != null) {
      WorkspaceRules.image(wanted)
          .ifPresent(
              mistake -> {
                throw new ClewError(ErrorCode.E001, mistake);
              });
    }
    for (OptionSpec option : further()) {
      if (wanted == null && isGiven(option)) {
        throw new ClewError(
            ErrorCode.E001,
            option.longestName() + " needs --container IMAGE; write clew run --container IMAGE …");
      }
    }
    if (OptionSpecs.isGiven(remove) && OptionSpecs.isGiven(keep)) {
      throw new ClewError(ErrorCode.E001, "--rm and --keep exclude each other.");
    }
    if ("".equals(name.getValue())) {
      throw new ClewError(ErrorCode.E001, "--container-name takes a name.");
    }
    return wanted;
  }

  /// A flag has a value where it is not given, too; only `--no-init` is one that gives it.
  private boolean isGiven(OptionSpec option) {
    @Nullable Object value = option.getValue();
    return value != null && (option.equals(init) || !value.equals(false));
  }

  /// Runs the command in its container.
  ///
  /// @param span its name, or null
  int run(
      String wanted,
      @Nullable String span,
      @Nullable Choice choice,
      CommandOptions wrapped,
      WrappedCommand command)
      throws InterruptedException {
    List<String> words = wrapped.words(choice);
    RunRequest run = wrapped.request(span, choice, words.isEmpty() ? List.of(wanted) : words);
    List<String> set = new ArrayList<>();
    run.environment().forEach((name, value) -> set.add(name + "=" + value));
    set.addAll(list(variables));
    Path cwd = sessions.context().cwd();
    String start = run.directory();
    ContainerRequest request =
        new ContainerRequest(
            wanted,
            words,
            run.withoutEnvironment(),
            build.getValue(),
            policy(pull.getValue()),
            name.getValue(),
            OptionSpecs.isGiven(keep),
            options(start == null ? cwd : cwd.resolve(start)),
            set,
            network.getValue(),
            init.getValue(),
            OptionSpecs.isGiven(credentials));
    return command.run(wrapped, session -> sessions.launch(session).run(request));
  }

  private static PullPolicy policy(@Nullable String wanted) {
    if (wanted == null) {
      return PullPolicy.MISSING;
    }
    for (PullPolicy each : PullPolicy.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return each;
      }
    }
    throw new ClewError(
        ErrorCode.E001, "--pull takes missing, always or never, not \"" + wanted + "\".");
  }

  /// A mount whose source starts at the working directory, as only newer engines take it.
  private static String absolute(String volume, Path base) {
    int colon = volume.indexOf(':');
    boolean relative = colon > 0 && volume.substring(0, colon).matches("\\.|\\.\\.|\\.{1,2}/.*");
    return relative
        ? base.resolve(volume.substring(0, colon)).normalize() + volume.substring(colon)
        : volume;
  }

  private List<String> options(Path base) {
    List<String> options = new ArrayList<>();
    for (String volume : list(volumes)) {
      options.addAll(List.of(volumes.longestName(), absolute(volume, base)));
    }
    for (OptionSpec each : List.of(mounts, user, ports, directory, network)) {
      for (String value : each.isMultiValue() ? list(each) : single(each)) {
        options.addAll(List.of(each.longestName(), value));
      }
    }
    options.addAll(list(others));
    return options;
  }

  private static List<String> single(OptionSpec option) {
    String value = option.getValue();
    return value == null ? List.of() : List.of(value);
  }

  private static List<String> list(OptionSpec option) {
    List<String> values = option.getValue();
    return values == null ? List.of() : values;
  }
}
