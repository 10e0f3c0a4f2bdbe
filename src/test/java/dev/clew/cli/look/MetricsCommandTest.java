package dev.clew.cli.look;

import static dev.clew.runs.RunFixture.point;
import static dev.clew.runs.RunFixture.text;
import static dev.clew.runs.RunFixture.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Invocation;
import dev.clew.config.Home;
import dev.clew.runs.RunFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void file() {
    String[] make = {whole("process.pid", 42), text("process.executable.name", "make")};
    RunFixture.run(new Home(directory.resolve(".clew")), "8b4766a1c2d3e4f5")
        .metric(
            "clew.process",
            7,
            "process.memory.usage",
            "By",
            "\"sum\":{\"aggregationTemporality\":2,\"dataPoints\":["
                + point(0, "\"asInt\":\"1000000\"", make)
                + ","
                + point(5000, "\"asInt\":\"84200000\"", make)
                + ","
                + point(9000, "\"asInt\":\"40000000\"", make)
                + "]}")
        .metric(
            "clew.process",
            7,
            "process.cpu.utilization",
            "1",
            "\"gauge\":{\"dataPoints\":[" + point(0, "\"asDouble\":0.123456", make) + "]}")
        .metric(
            "clew.user",
            8,
            "tests.failed",
            "",
            "\"sum\":{\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":["
                + point(0, "\"asInt\":3")
                + "]}")
        .metric(
            "clew.user",
            9,
            "tests.failed",
            "",
            "\"sum\":{\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":["
                + point(1, "\"asInt\":4")
                + "]}")
        .metric(
            "clew.user",
            9,
            "upload.duration",
            "s",
            "\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":["
                + point(1, "\"count\":\"2\",\"sum\":3.6,\"min\":1.2,\"max\":2.4")
                + "]}");
  }

  private Invocation metrics(String... args) {
    Invocation clew = new Invocation(directory);
    assertThat(clew.run(MetricsCommand::new, args)).isZero();
    return clew;
  }

  @Test
  void printsATable() {
    assertThat(metrics("--run", "8b47").out())
        .isEqualTo(
            """
            METRIC\tUNIT\tATTRIBUTES\tPOINTS\tFIRST\tLAST\tMIN\tMAX\tTREND
            process.cpu.utilization\t1\tmake[42]\t1\t0.1235\t0.1235\t0.1235\t0.1235\t
            process.memory.usage\tBy\tmake[42]\t3\t1.0MB\t40.0MB\t1.0MB\t84.2MB\t▁█▄
            tests.failed\t\t\t2\t-\t7\t-\t-\t▁█
            upload.duration\ts\t\t1\t-\tcount=2 sum=3.6\t1.2\t2.4\t
            """);
  }

  @Test
  void printsAllPointsAsJson() {
    assertThat(metrics("--run", "8b47", "-o", "json", "upload").out())
        .isEqualTo(
            """
            [{"name":"upload.duration","unit":"s","kind":"histogram","cumulative":true,\
            "startTime":"2026-01-02T10:00:00Z","time":"2026-01-02T10:00:00.001Z","scope":"clew.user","processId":9,\
            "count":2,"sum":3.6,"min":1.2,"max":2.4,"attributes":{}}]
            """);
    assertThat(metrics("--run", "8b47", "-o", "json", "process.memory.usage").out())
        .contains("\"value\":84200000", "\"process.pid\":42", "\"monotonic\":false");
  }

  @Test
  void saysWhenThereIsNone() {
    Invocation clew = metrics("--run", "8b47", "other");

    assertThat(clew.out()).isEmpty();
    assertThat(clew.err()).isEqualTo("The run has no such metric.\n");
  }

  /// Counts have 64 bits without a sign: the greatest was shown as -1.
  @Test
  void countsKeepAllOfTheirDigits() {
    RunFixture.run(new Home(directory.resolve(".clew")), "8b4766a1c2d3e4f6")
        .metric(
            "clew.user",
            9,
            "many",
            "s",
            "\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":["
                + point(1, "\"count\":\"18446744073709551615\",\"sum\":1")
                + "]}");

    assertThat(metrics("--run", "8b4766a1c2d3e4f6").out()).contains("count=18446744073709551615 ");
    assertThat(metrics("--run", "8b4766a1c2d3e4f6", "-o", "json").out())
        .contains("\"count\":18446744073709551615,");
  }
}
