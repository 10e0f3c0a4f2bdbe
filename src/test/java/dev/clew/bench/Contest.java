package dev.clew.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Commands whose times are taken, one of each in turn.
final class Contest {
  private final Commands run;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Map<String, double[]> millis = new LinkedHashMap<>();

  Contest(Commands run) {
    this.run = run;
  }

  Contest with(String name, String... command) {
    commands.put(name, List.of(command));
    return this;
  }

  /// The same if a program is there.
  Contest withIfThere(String name, String... command) {
    return Commands.isThere(command[0]) ? with(name, command) : this;
  }

  /// A first round, that warms up, does not count.
  Contest hold(int rounds) throws IOException, InterruptedException {
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<String, List<String>> each : commands.entrySet()) {
        double took = run.millis(each.getValue());
        if (round >= 0) {
          millis.computeIfAbsent(each.getKey(), _ -> new double[rounds])[round] = took;
        }
      }
    }
    return this;
  }

  /// The times of two, if both took part.
  List<Row> times(String name, String peer) {
    return both(name, peer)
        ? List.of(Row.times(name + " / " + peer, peer, millis.get(name), millis.get(peer)))
        : List.of();
  }

  /// What two did in a second, if both took part.
  ///
  /// @param amount how much it was in each round
  List<Row> rates(String name, String peer, String unit, double amount) {
    return both(name, peer)
        ? List.of(
            new Row(
                name + " / " + peer,
                unit,
                Row.Better.MORE,
                peer,
                rates(name, amount),
                rates(peer, amount)))
        : List.of();
  }

  private double[] rates(String name, double amount) {
    return Arrays.stream(millis.get(name)).map(each -> amount * 1000 / each).toArray();
  }

  private boolean both(String name, String peer) {
    return millis.containsKey(name) && millis.containsKey(peer);
  }
}
