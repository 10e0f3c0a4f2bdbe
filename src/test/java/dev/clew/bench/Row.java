package dev.clew.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One thing that was measured, and what was measured beside it: one of each in turn, so that what
/// disturbs the machine disturbs both.
///
/// @param name is the same in all commits
/// @param better which values are the better ones
/// @param peer what was measured beside Clew, or null
/// @param clew a value a round
/// @param beside the same of the peer, or null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    String name,
    String unit,
    Better better,
    @Nullable String peer,
    double[] clew,
    double @Nullable [] beside) {

  /// Which values are the better ones.
  public enum Better {
    LESS,
    MORE
  }

  static final String HEAD = "| what | clew | beside it | ratio |\n|---|---|---|---|";

  /// Times of commands.
  public static Row times(String name, String peer, double[] clew, double[] beside) {
    return new Row(name, "ms", Better.LESS, peer, clew, beside);
  }

  /// What nothing is beside.
  public static Row alone(String name, String unit, Better better, double... clew) {
    return new Row(name, unit, better, null, clew, null);
  }

  public Row {
    clew = rounded(clew);
    beside = beside == null ? null : rounded(beside);
  }

  private static double[] rounded(double... values) {
    return Arrays.stream(values).map(value -> Math.round(value * 1000) / 1000.0).toArray();
  }

  /// What two commits are compared by: ratios, where there is something beside it.
  @JsonIgnore
  Samples compared() {
    Samples own = new Samples(clew);
    return beside == null ? own : own.over(new Samples(beside));
  }

  /// The unit of [#compared].
  @JsonIgnore
  String comparedUnit() {
    return beside == null ? unit : "×";
  }

  String text() {
    return "| %s | %s | %s | %s |"
        .formatted(
            name,
            new Samples(clew).text(unit),
            beside == null ? "" : peer + ": " + new Samples(beside).text(unit),
            beside == null ? "" : compared().text(""));
  }
}
