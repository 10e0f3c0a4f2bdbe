package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew export` and `clew import`: runs out of one home and into another, and OTLP of other
/// origins.
class MoveTest {
  private static final byte[] TRACE = {10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

  @TempDir Path one;
  @TempDir Path other;
  private Program here;
  private Program there;

  @BeforeEach
  void homes() {
    here = new Program(one);
    there = new Program(other);
  }

  private String record() {
    here.run("--debug", "run", "--", "sh", "-c", "echo one; echo two >&2; exit 3");
    return here.runFiles().getFirst().getFileName().toString().substring(0, 16);
  }

  private static String without(String json) {
    return json.replaceAll("\"file\":\"[^\"]*\",\"sizeBytes\":[0-9]+", "");
  }

  private void assertSame(String run) {
    for (String[] command :
        new String[][] {
          {"inspect", run, "-o", "json"},
          {"logs", "--run", run, "-o", "json"},
          {"metrics", "--run", run, "-o", "json"},
          {"runs", "-o", "json"}
        }) {
      assertThat(without(there.run(command).text()))
          .as(String.join(" ", command))
          .isEqualTo(without(here.run(command).text()));
    }
  }

  @Test
  void onlyRegularFilesAreReplaced() throws IOException {
    record();
    Path device = Files.createSymbolicLink(one.resolve("device"), Path.of("/dev/null"));
    Path kept = Files.writeString(one.resolve("kept"), "old");
    Path link = Files.createSymbolicLink(one.resolve("link"), kept);
    Path directory = Files.createDirectory(one.resolve("directory"));

    assertThat(here.run("export", "--to", device.toString(), "--force").code()).isZero();
    assertThat(here.run("export", "--to", link.toString(), "--force").code()).isZero();
    Ended refused = here.run("export", "--to", directory.toString(), "--force");

    assertThat(device).isSymbolicLink();
    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(kept)).contains("resourceSpans");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("[E067]").contains("it is no regular file");
  }

  @Test
  void aRunIsTheSameInAnotherHome() {
    String run = record();

    Ended exported = here.run("export", run.substring(0, 6));
    Ended imported = there.run(exported.out(), "import", "-");

    assertThat(exported.err()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(imported.text()).isEqualTo(run + "\n");
    assertThat(imported.err())
        .matches("clew: 1 span, \\d+ log records, \\d+ data points imported\n");
    assertSame(run);
  }

  @Test
  void aFileForEachSignalIsAsGood() throws IOException {
    String run = record();

    Ended exported = here.run("export", run, "--split", "--dir", one.toString());

    List<Path> files = exported.text().lines().map(Path::of).toList();
    assertThat(files)
        .containsExactly(
            one.resolve(run + "-traces.jsonl"),
            one.resolve(run + "-logs.jsonl"),
            one.resolve(run + "-metrics.jsonl"));
    for (Path file : files) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readAllLines(files.get(1)))
        .allSatisfy(line -> assertThat(line).startsWith("{\"resourceLogs\":"));
    assertThat(
            there
                .run(
                    "import",
                    files.get(2).toString(),
                    files.get(1).toString(),
                    files.get(0).toString())
                .code())
        .isZero();
    assertSame(run);
  }

  @Test
  void aFileIsReplacedWithForceOnly() throws IOException {
    String run = record();
    Path file = one.resolve("run.jsonl.gz");

    assertThat(here.run("export", run, "--to", file.toString()).code()).isZero();
    Ended again = here.run("export", run, "--to", file.toString());
    Ended forced = here.run("export", run, "--to", file.toString(), "--force", "-o", "json");

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("[E067]").contains("run.jsonl.gz is there already");
    assertThat(new ObjectMapper().readTree(forced.out()).at("/files/0").asText())
        .isEqualTo(file.toString());
    byte[] plain =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
    assertThat(plain).isEqualTo(here.run("export", run).out());
    assertThat(there.run("import", file.toString()).text()).isEqualTo(run + "\n");
    assertThat(here.run("export", run, "--split", "--to", "x").code()).isEqualTo(2);
    try (var files = Files.list(one)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".run"));
    }
  }

  @Test
  void importingTwiceDoesNotDouble() throws IOException {
    String run = record();
    byte[] exported = here.run("export", run).out();
    there.run(exported, "import", "-");

    Ended again = there.run(exported, "import", "-");
    Ended forced = there.run(exported, "import", "--force", "-");

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("[E066]").contains(run);
    assertThat(forced.code()).isZero();
    assertSame(run);
    try (var left = Files.list(other.resolve("data/import"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void tornLinesAreLeftOut() throws IOException {
    String run = record();
    byte[] whole = here.run("export", run).out();
    byte[] intact = Files.readAllBytes(here.runFiles().getFirst());
    Files.writeString(
        here.runFiles().getFirst(), "{\"resourceLogs\":[{\"reso", StandardOpenOption.APPEND);

    assertThat(here.run("export", run).out()).isEqualTo(whole);
    Files.write(here.runFiles().getFirst(), intact);

    byte[] torn =
        (Program.text(whole).replaceFirst("\n", "\n{\"resourceLogs\":[{") + "{\"a\"")
            .getBytes(StandardCharsets.UTF_8);
    Ended imported = there.run(torn, "import", "-");
    assertThat(imported.err()).contains("; 2 damaged lines skipped");
    assertThat(imported.code()).isEqualTo(1);
    assertSame(run);
  }

  private static TracesData traces() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(TRACE))
            .setSpanId(ByteString.copyFrom(TRACE, 0, 8))
            .setName("GET /")
            .setStartTimeUnixNano(1_700_000_000_000_000_000L)
            .setEndTimeUnixNano(1_700_000_001_000_000_000L);
    TracesData.Builder data = TracesData.newBuilder();
    data.addResourceSpansBuilder()
        .setResource(Resource.newBuilder().addAttributes(text("service.name", "api")))
        .addScopeSpansBuilder()
        .addSpans(span);
    return data.build();
  }

  private static LogsData logs(KeyValue... attributes) {
    LogsData.Builder data = LogsData.newBuilder();
    data.addResourceLogsBuilder()
        .setResource(Resource.newBuilder().addAllAttributes(List.of(attributes)))
        .addScopeLogsBuilder()
        .addLogRecords(
            LogRecord.newBuilder()
                .setTimeUnixNano(1_700_000_000_500_000_000L)
                .setTraceId(ByteString.copyFrom(TRACE))
                .setBody(AnyValue.newBuilder().setStringValue("hello")));
    return data.build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @Test
  void protobufOfAnyOriginBecomesRuns() throws IOException {
    var frames = new ByteArrayOutputStream();
    var framed = new DataOutputStream(new GZIPOutputStream(frames));
    for (Message message : new Message[] {traces(), logs()}) {
      framed.writeInt(message.getSerializedSize());
      message.writeTo(framed);
    }
    framed.close();

    String run = there.run(frames.toByteArray(), "import", "-").text().strip();

    assertThat(run).matches("[0-9a-f]{16}");
    assertThat(there.run("inspect", run).text()).contains("└── GET /").contains("1.0s");
    assertThat(there.run("logs", "--run", run).text()).contains("hello");
    Path plain = Files.write(one.resolve("traces.binpb"), traces().toByteArray());
    assertThat(there.run("import", "--force", plain.toString()).err())
        .isEqualTo("clew: 1 span, 0 log records, 0 data points imported\n");
  }

  @Test
  void tracesOfWhichIdsHaveAPartInCommonAreSeveralRuns() {
    StringBuilder lines = new StringBuilder();
    for (String trace :
        List.of(
            "0af7651916cd43dd8448eb211c80319c",
            "0af7651916cd43dd0000000000000001",
            "00000000000000000af7651916cd43dd",
            "00000000000000000af7651916cd43de")) {
      lines.append(
          "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%016x\",\"name\":\"x\"}]}]}]}%n"
              .formatted(trace, 7));
    }

    assertThat(
            there
                .run(lines.toString().getBytes(StandardCharsets.UTF_8), "import", "-")
                .text()
                .lines())
        .hasSize(4)
        .doesNotHaveDuplicates()
        .contains("0af7651916cd43dd", "0af7651916cd43de");
  }

  @Test
  void runsAreToldApartByTheirAttributes() {
    byte[] named =
        logs(text("session.id", "s"), text("cicd.pipeline.run.id", "0123456789abcdef"))
            .toByteArray();
    byte[] hashed = logs(text("session.id", "any name")).toByteArray();

    assertThat(there.run(named, "import", "-").text()).isEqualTo("0123456789abcdef\n");
    assertThat(there.run(hashed, "import", "-").text()).matches("[0-9a-f]{16}\n");
    assertThat(there.run(hashed, "import", "--as", "00000000000000aa", "-").text())
        .isEqualTo("00000000000000aa\n");
    assertThat(there.run(hashed, "import", "--as", "x", "-").err()).contains("[E024]");
    assertThat(there.run("runs", "-o", "json").text()).contains("00000000000000aa");
  }

  @Test
  void oneRecordTakesFewTimesItsSize() throws IOException {
    Path large = one.resolve("large.json");
    String body = "x".repeat(40 << 20);
    Files.writeString(
        large,
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\""
            + body
            + "\"}}]}]}]}\n");

    Ended imported = there.with("CLEW_JAVA_OPTIONS", "-Xmx360m").run("import", large.toString());

    assertThat(imported.err()).isEqualTo("clew: 0 spans, 1 log record, 0 data points imported\n");
    assertThat(Files.readString(there.runFiles().getFirst())).contains(body);
  }

  @Test
  void theAttributesThatNameARunAreTheSettings() throws IOException {
    byte[] built =
        logs(text("session.id", "aaaaaaaaaaaaaaaa"), text("build.id", "bbbbbbbbbbbbbbbb"))
            .toByteArray();
    Files.writeString(other.resolve("clew.toml"), "[serve]\nrun_id_attributes = [\"build.id\"]\n");

    assertThat(there.run(built, "import", "-").text()).isEqualTo("bbbbbbbbbbbbbbbb\n");
    assertThat(
            there
                .with("CLEW_SERVE_RUN_ID_ATTRIBUTES", "other,session.id")
                .run(built, "import", "-")
                .text())
        .isEqualTo("aaaaaaaaaaaaaaaa\n");
  }

  @Test
  void aDocumentOverManyLinesIsRead() throws IOException {
    String pretty =
        JsonFormat.printer()
            .print(traces())
            .replaceAll(
                "\"traceId\": \"[^\"]*\"", "\"traceId\": \"000102030405060708090A0B0C0D0E0F\"")
            .replaceAll("\"spanId\": \"[^\"]*\"", "\"spanId\": \"0001020304050607\"");

    Ended imported = there.run(pretty.getBytes(StandardCharsets.UTF_8), "import", "-");

    assertThat(imported.text()).matches("[0-9a-f]{16}\n");
    assertThat(there.run("inspect", imported.text().strip()).text()).contains("GET /");
  }

  private static String document(String name) {
    return "{\"resource_spans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\""
        + name
        + "\",\"traceId\":\"000102030405060708090a0b0c0d0e0f\",\"spanId\":\"0001020304050607\",\"kind\":\"SPAN_KIND_SERVER\"}]}]}]}";
  }

  @Test
  void everyDocumentIsTakenOrTold() {
    String input =
        document("a").substring(9)
            + "\n"
            + document("b")
            + document("c")
            + " "
            + document("d")
            + "\n"
            + document("e").replace("[", "[\n")
            + "\n{\"other\":1}\n";

    Ended imported = there.run(input.getBytes(StandardCharsets.UTF_8), "import", "-");

    assertThat(imported.code()).isEqualTo(1);
    assertThat(imported.err())
        .contains("4 spans", "; 2 damaged lines skipped")
        .contains("standard input: line 1, byte 0: no JSON object begins here")
        .contains("it is no OTLP: an object with \"other\"");
    Ended nothing = there.run("{\"other\":1}".getBytes(StandardCharsets.UTF_8), "import", "-");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err()).contains("[E065]", "no OTLP");
  }

  @Test
  void whatIsNoOtlpLeavesNothingBehind() throws IOException {
    byte[] cut = traces().toByteArray();
    Path good = Files.write(one.resolve("good.binpb"), cut);
    Path bad = Files.write(one.resolve("bad.binpb"), java.util.Arrays.copyOf(cut, cut.length - 3));

    Ended half = there.run("import", good.toString(), bad.toString());

    assertThat(half.code()).isEqualTo(1);
    assertThat(half.err()).contains("[E065]").contains("bad.binpb: it is cut off at byte ");
    assertThat(there.run("import", "nowhere").err()).contains("nowhere: there is no such file.");
    assertThat(there.run("words\n".getBytes(StandardCharsets.UTF_8), "import", "-").err())
        .contains("standard input: no OTLP.");
    assertThat(there.run("{\"a\":1\n}".getBytes(StandardCharsets.UTF_8), "import", "-").text())
        .isEmpty();
    assertThat(there.runFiles()).isEmpty();
  }
}
