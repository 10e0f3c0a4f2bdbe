package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.functional.Program.Ended;
import dev.clew.otlp.receiver.OtlpSender;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What OpenTelemetry's own SDKs send to `clew serve` can be read back equal to what they sent.
/// Each sends everything twice, to Clew and to a receiver that keeps it.
class SdkTest {
  private static final Path SOURCES = Path.of("src/test/sdk").toAbsolutePath();
  private static final Path BUILT = Path.of("target/sdk").toAbsolutePath();

  @TempDir static Path home;
  private static Serve serve;

  private static CompletableFuture<Sdk> javascript;
  private static CompletableFuture<Sdk> python;

  /// What was installed while other tests ran.
  ///
  /// @param missing why it is not here; then its tests are left out
  private record Sdk(Path path, @Nullable String missing) {
    Path orLeaveOut() {
      assumeTrue(missing == null, missing);
      return path;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    javascript = install(SdkTest::js);
    python = install(SdkTest::python);
    serve = Serve.start(new Program(home));
  }

  private static CompletableFuture<Sdk> install(Callable<Sdk> how) {
    var result = new CompletableFuture<Sdk>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(how.call());
              } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  @AfterAll
  static void end() throws InterruptedException {
    assertThat(serve.end()).isZero();
    assertThat(serve.errors()).doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @EnumSource
  void java(Protocol protocol) throws IOException {
    SingleRecords sent = SingleRecords.by(protocol);
    String run = run("java", protocol);
    try (OtlpReceiver witness = protocol.receiver(sent)) {
      try (JavaSdk sdk = new JavaSdk(protocol, run, List.of(witness.endpoint(), clew(protocol)))) {
        sdk.record();
      }
      assertZipped(protocol, witness);
    }
    assertThat(sent.spans.size()).isEqualTo(8);
    assertThat(sent.logs.size()).isEqualTo(31);
    assertThat(kinds(sent)).contains("GAUGE SUM HISTOGRAM EXPONENTIAL_HISTOGRAM".split(" "));
    assertReadBack(run, sent);
  }

  @ParameterizedTest
  @EnumSource
  void byHand(Protocol protocol) throws IOException {
    String run = run("by hand", protocol);
    ByHand data = new ByHand(run);
    SingleRecords sent = SingleRecords.by(Protocol.PROTOBUF);
    sent.add(data.traces());
    sent.add(data.logs());
    sent.add(data.metrics());

    assertThat(data.send(protocol, serve.otlp().getFirst())).isTrue();

    assertThat(kinds(sent)).contains("SUMMARY");
    assertReadBack(run, sent);
  }

  @ParameterizedTest
  @EnumSource
  void javascript(Protocol protocol) throws IOException {
    assertReadBack(
        "javascript", protocol, List.of("node", javascript.join().orLeaveOut().toString()));
  }

  @ParameterizedTest
  @EnumSource
  void python(Protocol protocol) throws IOException {
    Path interpreter = python.join().orLeaveOut();
    assertReadBack(
        "python",
        protocol,
        List.of(interpreter.toString(), SOURCES.resolve("python/send.py").toString()));
  }

  private static void assertReadBack(String sdk, Protocol protocol, List<String> program)
      throws IOException {
    SingleRecords sent = SingleRecords.by(protocol);
    String run = run(sdk, protocol);
    try (OtlpReceiver witness = protocol.receiver(sent)) {
      List<String> command = new ArrayList<>(program);
      command.addAll(List.of(protocol.label, run, witness.endpoint(), clew(protocol)));
      Program clew = new Program(home);
      Ended ended = clew.end(clew.start(command));
      assertThat(ended.code()).as(ended.err()).isZero();
      assertZipped(protocol, witness);
    }
    assertThat(sent.spans.size()).isEqualTo(7);
    assertThat(sent.logs.size()).isEqualTo(32);
    assertThat(kinds(sent)).contains("GAUGE SUM HISTOGRAM EXPONENTIAL_HISTOGRAM".split(" "));
    assertReadBack(run, sent);
  }

  /// The JavaScript program, with its packages beside it.
  private static Sdk js() throws Exception {
    Path directory = BUILT.resolve("js");
    Path program = directory.resolve("send.js");
    if (!runs("node", "--version") || !runs("npm", "--version")) {
      return new Sdk(program, missing("node or npm"));
    }
    copy("js", directory);
    Path installed = directory.resolve("installed");
    if (!Files.exists(installed)) {
      run(directory, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.createFile(installed);
    }
    return new Sdk(program, null);
  }

  /// The interpreter of an environment with the Python SDK.
  private static Sdk python() throws Exception {
    Path directory = BUILT.resolve("python");
    Path interpreter = directory.resolve("bin/python");
    if (!runs("python3", "-c", "import venv, ensurepip")) {
      return new Sdk(interpreter, missing("python3 or its venv"));
    }
    Path wanted = SOURCES.resolve("python/requirements.txt");
    Path installed = directory.resolve("installed.txt");
    if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
      Files.createDirectories(BUILT);
      run(BUILT, "python3", "-m", "venv", "--clear", directory.toString());
      Ended ended =
          execute(
              BUILT,
              List.of(
                  (interpreter + " -m pip install --quiet --disable-pip-version-check --no-compile")
                      .split(" ")),
              List.of("--only-binary=:all:", "--no-deps", "-r", wanted.toString()));
      if (ended.err().contains("No matching distribution found")) {
        return new Sdk(interpreter, "the Python SDK does not resolve here: " + ended.err());
      }
      assertThat(ended.code()).as(ended.err()).isZero();
      Files.copy(wanted, installed);
    }
    return new Sdk(interpreter, null);
  }

  private static void copy(String from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(SOURCES.resolve(from))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          if (copy.endsWith("package-lock.json")) {
            Files.deleteIfExists(to.resolve("installed"));
          }
        }
      }
    }
  }

  /// Where programs must be there, their absence is a failure.
  private static String missing(String what) {
    assertThat(System.getenv("CI")).as("%s is missing", what).isNotEqualTo("true");
    return what + " is not here";
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return execute(BUILT.getParent(), List.of(command)).code() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static void run(Path directory, String... command) throws Exception {
    Ended ended = execute(directory, List.of(command));
    assertThat(ended.code()).as("%s", ended).isZero();
  }

  /// With the environment as it is here, which says where the registries are.
  @SafeVarargs
  private static Ended execute(Path directory, List<String>... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.of(command).flatMap(List::stream).toList())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String output = Program.text(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), new byte[0], output);
  }

  /// A run id in Clew's form.
  private static String run(String sdk, Protocol protocol) {
    return HexFormat.of().toHexDigits((sdk + protocol).hashCode() * 0x9E3779B97F4A7C15L);
  }

  /// gRPC on one port, HTTP on the other, each where the other one is usual.
  private static String clew(Protocol protocol) {
    return "http://127.0.0.1:" + serve.otlp().get(protocol == Protocol.GRPC ? 1 : 0);
  }

  private static void assertZipped(Protocol protocol, OtlpReceiver witness) {
    assertThat(witness.headers)
        .containsEntry(protocol == Protocol.GRPC ? "grpc-encoding" : "content-encoding", "gzip");
  }

  private static List<String> kinds(SingleRecords records) {
    return records.metrics.stream()
        .map(Metric::getDataCase)
        .distinct()
        .map(Enum::name)
        .collect(Collectors.toList());
  }

  /// By the API and by the command.
  private static void assertReadBack(String run, SingleRecords sent) throws IOException {
    try (OtlpSender http = new OtlpSender(serve.port())) {
      var answer = http.send(false, http.request("/api/v1/runs/" + run + "/export"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      List<String> missing = new ArrayList<>(sent.messages());
      List<String> unexpected = new ArrayList<>(SingleRecords.ofLines(answer.text()).messages());
      for (String each : sent.messages()) {
        if (unexpected.remove(each)) {
          missing.remove(each);
        }
      }
      assertThat(missing.isEmpty() && unexpected.isEmpty())
          .as("missing: %s\nunexpected: %s", missing, unexpected)
          .isTrue();
      Ended exported =
          new Program(home).run("export", run, "--server", "http://127.0.0.1:" + serve.port());
      assertThat(exported.err()).isEmpty();
      assertThat(exported.text()).isEqualTo(answer.text());
    }
  }
}
