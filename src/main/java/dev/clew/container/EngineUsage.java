package dev.clew.container;

import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A container's figures from the engine itself, for one whose control group is not to be seen
/// here: on another machine, or in a virtual one.
final class EngineUsage implements UsageSource {
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) ?([kMGT]?i?)B");

  private static final Map<String, Double> UNITS =
      Map.of(
          "",
          1d,
          "k",
          1e3,
          "M",
          1e6,
          "G",
          1e9,
          "T",
          1e12,
          "Ki",
          1024d,
          "Mi",
          1024d * 1024,
          "Gi",
          1024d * 1024 * 1024,
          "Ti",
          1024d * 1024 * 1024 * 1024);

  private final EngineCalls calls;
  private final Context context;
  private final String id;
  private int group;
  private boolean closed;

  /// @param context that the calls are recorded in
  EngineUsage(EngineCalls calls, Context context, String id) {
    this.calls = calls;
    this.context = context;
    this.id = id;
  }

  @Override
  public boolean isCheap() {
    return false;
  }

  @Override
  public @Nullable ContainerUsage read() {
    synchronized (this) {
      if (closed) {
        return null;
      }
    }
    EngineCalls.Answer answer = calls.finish(context, EngineCommands.stats(id), this::runs);
    return answer.ok() ? parse(answer.out()) : null;
  }

  /// @param leader of the process group of a call; 0 for none
  private synchronized void runs(int leader) {
    group = leader;
    if (closed) {
      end();
    }
  }

  /// The engine measures for a second or two, and a container that has ended has no figures.
  @Override
  public synchronized void close() {
    closed = true;
    end();
  }

  private void end() {
    if (group != 0) {
      calls.kill(group);
    }
  }

  /// Reads `0.50%`, `1.5MiB / 23.5GiB` and `4.1kB / 0B`.
  static @Nullable ContainerUsage parse(String answer) {
    List<String> lines = answer.lines().toList();
    if (lines.size() < 3 || !lines.getFirst().matches("[0-9.]+%")) {
      return null;
    }
    String percent = lines.getFirst().substring(0, lines.getFirst().length() - 1);
    OptionalLong memory = amount(lines.get(1), 0);
    return new ContainerUsage(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(Double.parseDouble(percent) / 100),
        OptionalLong.empty(),
        memory,
        memory,
        amount(lines.get(2), 0),
        amount(lines.get(2), 1));
  }

  private static OptionalLong amount(String line, int index) {
    Matcher matcher = AMOUNT.matcher(line);
    for (int i = 0; matcher.find(); i++) {
      if (i == index) {
        double unit = UNITS.getOrDefault(matcher.group(2), 1d);
        return OptionalLong.of(Math.round(Double.parseDouble(matcher.group(1)) * unit));
      }
    }
    return OptionalLong.empty();
  }
}
