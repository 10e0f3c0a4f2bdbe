package dev.clew.config;

import dev.clew.config.LoggingSettings.Format;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.config.Settings.Profile;
import dev.clew.error.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a setting holds.
///
/// @param type in a file
/// @param parse reads what somebody set
/// @param shown the value as `clew config` shows it, without secrets
record Form<T>(Type type, Function<SettingValue, T> parse, Function<T, String> shown) {
  static final Form<Boolean> BOOLEAN = new Form<>(Type.BOOLEAN, SettingValue::bool);
  static final Form<String> TEXT = new Form<>(Type.STRING, SettingValue::text);
  static final Form<String> SECRET = new Form<>(Type.STRING, SettingValue::text, Form::hidden);
  static final Form<Integer> COUNT = new Form<>(Type.INTEGER, SettingValue::count);
  static final Form<Duration> MILLIS =
      new Form<>(Type.INTEGER, SettingValue::millis, each -> Long.toString(each.toMillis()));
  static final Form<Duration> AGE = new Form<>(Type.STRING, Quantity::age, Quantity::shown);
  static final Form<Long> BYTES = new Form<>(Type.STRING, Quantity::bytes, Quantity::shown);
  static final Form<List<String>> TEXTS = new Form<>(Type.STRINGS, said -> list(said).toList());
  static final Form<List<Integer>> PORTS = new Form<>(Type.INTEGERS, Form::ports);
  static final Form<Map<String, String>> HEADERS =
      new Form<>(Type.TABLE, HeaderList::of, each -> HeaderList.masked(each.keySet()));
  static final Form<String> TABLE = new Form<>(Type.TABLE, SettingValue::text);
  static final Form<Double> RATIO = new Form<>(Type.STRING, Form::ratio);
  static final Form<Profile> PROFILE =
      choice(ErrorCode.E005, List.of("dev", "production"), List.of(Profile.values()));
  static final Form<Level> LEVEL =
      choice(ErrorCode.E005, List.of("debug", "info", "warn", "error"), List.of(Level.values()));
  static final Form<Format> FORMAT =
      choice(ErrorCode.E005, List.of("text", "json"), List.of(Format.values()));
  static final Form<Protocol> PROTOCOL =
      choice(ErrorCode.E016, List.of("grpc", "http/protobuf"), List.of(Protocol.values()));
  static final Form<Boolean> COMPRESSION =
      choice(ErrorCode.E017, List.of("gzip", "none"), List.of(true, false));

  private static final int HIGHEST_PORT = 65535;

  Form(Type type, Function<SettingValue, T> parse) {
    this(type, parse, Object::toString);
  }

  /// The types of TOML that settings have.
  enum Type {
    BOOLEAN("true or false"),
    STRING("a string"),
    INTEGER("a whole number"),
    STRINGS("a list of strings"),
    INTEGERS("a list of whole numbers"),
    TABLE("a table");

    private final String described;

    Type(String described) {
      this.described = described;
    }

    String described() {
      return described;
    }

    boolean isOf(Object value) {
      return switch (this) {
        case BOOLEAN -> value instanceof Boolean;
        case STRING -> value instanceof String;
        case INTEGER -> value instanceof Long;
        case STRINGS ->
            value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        case INTEGERS ->
            value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance);
        case TABLE -> value instanceof Map<?, ?>;
      };
    }
  }

  private static <T> Form<T> choice(ErrorCode code, List<String> names, List<T> meanings) {
    var choices = new Choices<>(code, names, meanings);
    return new Form<>(Type.STRING, choices::of, choices::name);
  }

  static Form<Integer> number(int least, int most) {
    String supported = "whole numbers from " + least + " to " + most;
    return new Form<>(Type.INTEGER, said -> said.whole(ErrorCode.E005, least, most, supported));
  }

  static Form<Integer> port(int least) {
    return new Form<>(Type.INTEGER, said -> port(said, least));
  }

  private static int port(SettingValue said, int least) {
    String supported = "ports from " + least + " to " + HIGHEST_PORT;
    return said.whole(ErrorCode.E005, least, HIGHEST_PORT, supported);
  }

  private static List<Integer> ports(SettingValue said) {
    List<Integer> ports = list(said).map(each -> port(said.with(each), 0)).toList();
    if (ports.isEmpty()) {
      throw said.wrong(ErrorCode.E005, "at least one port");
    }
    return ports;
  }

  /// A list of a file, or words between commas of a variable.
  private static Stream<String> list(SettingValue said) {
    Stream<String> items =
        said.value() instanceof List<?> list
            ? list.stream().map(Object::toString)
            : Stream.of(said.text().split(",", -1));
    return items.map(String::strip).filter(each -> !each.isEmpty());
  }

  static Path path(SettingValue said) {
    try {
      return said.directory().resolve(said.text()).normalize();
    } catch (InvalidPathException e) {
      throw said.wrong(ErrorCode.E005, "a path");
    }
  }

  private static double ratio(SettingValue said) {
    double ratio = fraction(said.text());
    if (ratio >= 0 && ratio <= 1) {
      return ratio;
    }
    throw said.wrong(ErrorCode.E014, "a number from 0 to 1");
  }

  private static double fraction(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static String hidden(String secret) {
    return secret.isEmpty() ? "" : "***";
  }
}
