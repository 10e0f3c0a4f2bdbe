package dev.clew;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The libraries and directories that Clew is asked to be made of do their work: none is an idle
/// dependency.
@TestInstance(Lifecycle.PER_CLASS)
class DesignCardTest {
  /// `ESC [` in a literal of Java's.
  private static final Pattern SEQUENCE =
      Pattern.compile("(\\\\u+001[bB]|\\\\e|\\\\0?33|\\\\x1[bB])\\[");

  private final JavaClasses clew =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.clew");

  @ParameterizedTest
  @CsvSource({
    "picocli, quarkus-picocli, dev.clew.cli",
    "io.opentelemetry.sdk.trace, quarkus-opentelemetry, dev.clew.serve",
    "io.grpc, quarkus-grpc, dev.clew.web.rpc",
    "io.micrometer, quarkus-micrometer-registry-prometheus, dev.clew.otlp.receiver",
    "io.prometheus.client, simpleclient_common, dev.clew.telemetry.prometheus",
    "io.agroal, agroal-pool, dev.clew.store",
    "org.fusesource.jansi, jansi, dev.clew.terminal",
    "io.smallrye.config, smallrye-config, dev.clew.config",
    "dev.tamboui, tamboui-core, dev.clew.console",
    "dev.tamboui.tui, tamboui-tui, dev.clew.console",
    "dev.langchain4j.model.openai, langchain4j-open-ai, dev.clew.model",
    "dev.langchain4j.model.anthropic, langchain4j-anthropic, dev.clew.model",
    "dev.langchain4j.mcp, langchain4j-mcp, dev.clew.mcp",
  })
  void aLibraryIsCalled(String called, String artifact, String from) throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>" + artifact + "</artifactId>");
    assertThat(clew.stream().filter(each -> isIn(each, from)))
        .anyMatch(
            each ->
                each.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> isIn(call.getTargetOwner(), called)));
  }

  private static boolean isIn(JavaClass each, String name) {
    return each.getPackageName().equals(name) || each.getPackageName().startsWith(name + ".");
  }

  @Test
  void coloursAreMadeInOnePlaceThroughJansi() throws IOException {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.terminal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.fusesource.jansi..", "org.jline..")
        .check(clew);
    List<Path> making = new ArrayList<>();
    for (Path file : sources("src/main/java")) {
      if (SEQUENCE.matcher(Files.readString(file)).find()) {
        making.add(file);
      }
    }
    assertThat(making)
        .containsExactlyInAnyOrder(
            Path.of("src/main/java/dev/clew/terminal/FullScreen.java"),
            Path.of("src/main/java/dev/clew/terminal/Palette.java"));
  }

  /// It replaces the standard streams and writes a library into a directory for temporary files.
  @Test
  void jansisConsoleStaysOut() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.fusesource.jansi.AnsiConsole")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.fusesource.jansi.internal..", "org.fusesource.jansi.io..")
        .check(clew);
  }

  @Test
  void theBinaryHasTestsOfItsOwnAndRunsTheFunctionalOnes() throws IOException {
    assertThat(sources("src/native-test/java")).hasSizeGreaterThan(5);
    assertThat(
            Files.readString(
                Path.of("src/native-test/java/dev/clew/nativetest/FunctionalSuite.java")))
        .contains("@SelectPackages(\"dev.clew.functional\")");
    assertThat(Files.readString(Path.of("Makefile")))
        .containsPattern("\nnative-test: native\n\t\\$\\(MVN\\) .*-Dnative-test ");
  }

  private static List<Path> sources(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
