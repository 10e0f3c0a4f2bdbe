package dev.clew.cli.frame;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Makes picocli's specs of commands, options and words. A command that is put in front of others
/// is described by these: annotations are found by reflection, which takes several times as long.
public final class OptionSpecs {
  private OptionSpecs() {}

  /// A command without options.
  public static CommandSpec command(Object runs, String name) {
    CommandSpec command = CommandSpec.wrapWithoutInspection(runs).name(name);
    // Every look at an option's name searches it for variables otherwise.
    command.interpolateVariables(false);
    return command;
  }

  /// An option that is there or not.
  public static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .initialValue(false)
        .description(description);
  }

  /// An option with a value.
  public static OptionSpec.Builder value(
      Class<?> type, String label, String description, String... names) {
    return OptionSpec.builder(names).type(type).paramLabel(label).description(description);
  }

  /// One word, which has to be there.
  public static PositionalParamSpec.Builder word(String label, String description, String index) {
    return PositionalParamSpec.builder()
        .index(index)
        .arity("1")
        .required(true)
        .type(String.class)
        .paramLabel(label)
        .description(description);
  }

  /// Any number of words.
  ///
  /// @param index of the first and the last
  public static PositionalParamSpec.Builder words(String label, String description, String index) {
    return PositionalParamSpec.builder()
        .index(index)
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description);
  }

  /// The words that are there.
  public static List<String> words(PositionalParamSpec words) {
    List<String> given = words.getValue();
    return given == null ? List.of() : given;
  }

  /// Whether a flag is there.
  public static boolean isGiven(OptionSpec flag) {
    return flag.<Boolean>getValue();
  }
}
