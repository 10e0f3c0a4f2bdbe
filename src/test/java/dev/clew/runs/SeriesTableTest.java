package dev.clew.runs;

import static dev.clew.runs.RunFixture.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clew.config.Home;
import dev.clew.runs.file.FileSource;
import dev.clew.runs.file.RunReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTableTest {
  private static final String CUMULATIVE = "\"aggregationTemporality\":2,\"isMonotonic\":true,";
  private static final String DELTA = "\"aggregationTemporality\":1,\"isMonotonic\":true,";

  @TempDir Path directory;
  private RunFixture file;

  @BeforeEach
  void file() {
    file = RunFixture.run(new Home(directory), "8b4766a1c2d3e4f5");
  }

  private List<Series> series() {
    SeriesTable table = new SeriesTable();
    metrics("")
        .read(
            point -> {
              table.add(point);
              return true;
            });
    return table.series();
  }

  private Series.Figures only() {
    assertThat(series()).hasSize(1);
    return series().getFirst().figures();
  }

  private static String sum(String temporality, String... points) {
    return "\"sum\":{" + temporality + "\"dataPoints\":[" + String.join(",", points) + "]}";
  }

  @Test
  void followsANumberOverTime() {
    file.metric(
        "clew.process",
        1,
        "process.memory.usage",
        "By",
        sum(
            "\"aggregationTemporality\":2,",
            point(1, "\"asInt\":\"5\""),
            point(2, "\"asInt\":9"),
            point(3, "\"asInt\":7")));

    assertThat(only()).isEqualTo(new Series.Numbers(5, 7, 5, 9, List.of(5.0, 9.0, 7.0)));
  }

  @Test
  void totalsWhatUsersAddInSeveralProcesses() {
    file.metric("clew.user", 1, "tests", "", sum(CUMULATIVE, point(1, "\"asInt\":3")))
        .metric("clew.user", 2, "tests", "", sum(CUMULATIVE, point(2, "\"asInt\":4")))
        .metric("clew.user", 1, "tests", "", sum(CUMULATIVE, point(3, "\"asInt\":5")));

    assertThat(only()).isEqualTo(new Series.Numbers(3, 9, 3, 9, List.of(3.0, 7.0, 9.0)));
    assertThat(series().getFirst().processId()).isZero();
  }

  @Test
  void servicesInstancesAndScopesHaveSeriesOfTheirOwn() {
    String gauge = "\"gauge\":{\"dataPoints\":[" + point(1, "\"asInt\":%d") + "]}";
    file.service("api")
        .metric("meter", 1, "queue", "", gauge.formatted(1090))
        .metric("other", 1, "queue", "", gauge.formatted(5));
    file.service("worker").metric("meter", 1, "queue", "", gauge.formatted(9));

    assertThat(series())
        .extracting(
            row -> row.from().service() + " " + row.from().scope(),
            row -> ((Series.Numbers) row.figures()).last())
        .containsExactly(
            tuple("api meter", 1090.0), tuple("api other", 5.0), tuple("worker meter", 9.0));
  }

  @Test
  void addsDeltasUp() {
    file.metric(
        "clew.user", 1, "t", "", sum(DELTA, point(1, "\"asInt\":3"), point(2, "\"asInt\":4")));

    assertThat(((Series.Numbers) only()).last()).isEqualTo(7);
  }

  @Test
  void keepsProcessesApartThatMeasureThemselves() {
    file.metric("clew.process", 1, "cpu", "s", sum(CUMULATIVE, point(1, "\"asInt\":3")))
        .metric("clew.process", 2, "cpu", "s", sum(CUMULATIVE, point(1, "\"asInt\":4")));

    assertThat(series()).extracting(Series::processId).containsExactly(1L, 2L);
  }

  @Test
  void totalsHistograms() {
    String data = "\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":[%s]}";
    String early = point(1, "\"count\":1,\"sum\":2,\"min\":2,\"max\":2");
    String late = point(2, "\"count\":2,\"sum\":3,\"min\":1,\"max\":2");
    file.metric("clew.user", 1, "d", "s", data.formatted(early))
        .metric("clew.user", 1, "d", "s", data.formatted(late))
        .metric("clew.user", 2, "d", "s", data.formatted(point(3, "\"count\":1,\"sum\":9")));

    assertThat(only()).isEqualTo(new Series.Distribution(3, 12, 1, 2));
  }

  @Test
  void thinsALongTrendOut() {
    for (int i = 0; i < 1000; i++) {
      String gauge = "\"gauge\":{\"dataPoints\":[" + point(i, "\"asInt\":" + i) + "]}";
      file.metric("clew.process", 1, "g", "1", gauge);
    }

    Series.Numbers numbers = (Series.Numbers) only();

    assertThat(numbers.trend()).hasSizeBetween(32, 64).isSorted();
    assertThat(numbers.last()).isEqualTo(999);
  }

  @Test
  void namesSelectAMetricAndThoseBelowIt() {
    for (String name : List.of("process.cpu.time", "process.cpu.utilization", "process.cpus")) {
      file.metric(
          "x", 1, name, "1", "\"gauge\":{\"dataPoints\":[" + point(1, "\"asInt\":1") + "]}");
    }
    List<String> names = new ArrayList<>();

    metrics("process.cpu").read(point -> names.add(point.metric().name()));

    assertThat(names).containsExactly("process.cpu.time", "process.cpu.utilization");
  }

  private RunMetrics metrics(String name) {
    return new FileSource(
            file.file(),
            (from, selection) -> RunReader.open(file.path(), from, selection),
            () -> {
              throw new AssertionError("nobody inspects the run");
            })
        .metrics(name);
  }
}
