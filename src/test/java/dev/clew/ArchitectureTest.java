package dev.clew;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows between rooms, and the house rules that can be checked.
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
  private final JavaClasses clew =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(ArchitectureTest::isWritten)
          .importPackages("dev.clew");

  /// What is made of `src/main/proto` is as its compiler makes it.
  private static boolean isWritten(Location file) {
    return !file.contains("/dev/clew/fleet/v1/");
  }

  @Test
  void recordingKnowsNothingOfServing() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.clew.run..",
            "dev.clew.container..",
            "dev.clew.model..",
            "dev.clew.mcp..",
            "dev.clew.agent..",
            "dev.clew.telemetry..",
            "dev.clew.runfile..",
            "dev.clew.redaction..",
            "dev.clew.propagation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.clew.store..",
            "dev.clew.otlp.receiver..",
            "dev.clew.projection..",
            "dev.clew.web..",
            "dev.clew.console..",
            "dev.clew.fleet..",
            "dev.clew.record..",
            "dev.clew.runs..")
        .check(clew);
  }

  @ParameterizedTest
  @CsvSource({
    "dev.clew.otlp.client..,   dev.clew.runfile..",
    "dev.clew.otlp.client..,   dev.clew.telemetry..",
    "dev.clew.otlp.codec..,    dev.clew.otlp.client..",
    "dev.clew.otlp.receiver.., dev.clew.runs..",
    "dev.clew.record..,        dev.clew.runs..",
    "dev.clew.runs..,          dev.clew.store..",
    "dev.clew.store..,         dev.clew.web..",
    "dev.clew.store..,         io.vertx..",
    "dev.clew.projection..,    dev.clew.web..",
    "dev.clew.projection..,    io.vertx..",
    "dev.clew.web..,           dev.clew.serve..",
    "dev.clew.workspace..,     dev.clew.run..",
    "dev.clew.workflow..,      dev.clew.runs..",
    "dev.clew.workflow..,      dev.clew.store..",
    "dev.clew.workflow..,      dev.clew.web..",
    "dev.clew.workflow.expression.., dev.clew.workflow.definition..",
    "dev.clew.workflow.definition.., dev.clew.workflow.execution..",
    "dev.clew.workflow.execution..,  dev.clew.workflow.engine..",
    "dev.clew.workflow.engine..,     dev.clew.workflow.node..",
    "dev.clew.workflow.node..,       dev.clew.workflow.recording..",
    "dev.clew.run..,           dev.clew.workflow..",
    "dev.clew.telemetry..,     dev.clew.workflow..",
    "dev.clew.run..,           dev.clew.workspace..",
    "dev.clew.posix..,         dev.clew.config..",
    "dev.clew.run..,           dev.clew.container..",
    "dev.clew.telemetry..,     dev.clew.container..",
    "dev.clew.model..,         dev.clew.mcp..",
    "dev.clew.mcp..,           dev.clew.agent..",
    "dev.clew.model..,         dev.clew.agent..",
    "dev.clew.agent..,         dev.clew.posix..",
    "dev.clew.agent..,         dev.clew.run..",
    "dev.clew.model..,         dev.clew.run..",
    "dev.clew.telemetry..,     dev.clew.model..",
    "dev.clew.run..,           dev.clew.model..",
    "dev.clew.run..,           dev.clew.fleet..",
    "dev.clew.fleet.bus..,     dev.clew.fleet.job..",
    "dev.clew.fleet.job..,     dev.clew.fleet.server..",
    "dev.clew.fleet.agent..,   dev.clew.fleet.server..",
    "dev.clew.fleet.server..,  dev.clew.fleet.api..",
    "dev.clew.fleet.server..,  dev.clew.run..",
    "dev.clew.fleet.job..,     dev.clew.run..",
    "dev.clew.toml..,          dev.clew.workflow..",
    "dev.clew.toml..,          dev.clew.fleet..",
    "dev.clew.fleet.deploy..,  dev.clew.fleet.server..",
    "dev.clew.fleet.deploy..,  dev.clew.fleet.api..",
    "dev.clew.fleet.deploy..,  dev.clew.run..",
  })
  void aRoomDoesNotKnow(String room, String other) {
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(other)
        .check(clew);
  }

  /// Nothing of it is loaded by a command that records, and it stores and serves nothing.
  @Test
  void theConsoleOnlyLooks() {
    noClasses()
        .that()
        .resideInAPackage("dev.clew.console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.clew.run",
            "dev.clew.run.output..",
            "dev.clew.runfile..",
            "dev.clew.store..",
            "dev.clew.projection..",
            "dev.clew.otlp..",
            "dev.clew.web..",
            "dev.clew.serve..")
        .check(clew);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.console..", "dev.clew.cli.look..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.clew.console..")
        .check(clew);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tamboui..")
        .check(clew);
  }

  @Test
  void onlyMainKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.cli..")
        .and()
        .doNotHaveFullyQualifiedName("dev.clew.Main")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.clew.cli..")
        .check(clew);
  }

  @Test
  void picocliStaysInTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(clew);
  }

  @Test
  void sqlStaysInTheStoreAndQuarkusInTheServeWorld() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .check(clew);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.clew.Main")
        .and()
        .resideOutsideOfPackages(
            "dev.clew.serve..",
            "dev.clew.otlp.receiver..",
            "dev.clew.projection..",
            "dev.clew.web..",
            "dev.clew.fleet.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..")
        .check(clew);
  }

  /// OTLP/gRPC has a framing of its own, and commands have the client of [GrpcClient].
  @Test
  void grpcIsForTheServicesOfThePagesPort() {
    DescribedPredicate<JavaClass> grpc =
        resideInAnyPackage("io.quarkus.grpc..", "io.grpc..", "io.vertx.grpc..", "grpc..");
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.web.rpc..", "dev.clew.fleet.api..")
        .should()
        .dependOnClassesThat(grpc)
        .check(clew);
    assertThat(clew.get("dev.clew.web.rpc.HealthService").getDirectDependenciesFromSelf())
        .as("quarkus-grpc is a dependency for this")
        .anyMatch(each -> each.getTargetClass().getName().startsWith("io.quarkus.grpc."));
  }

  /// A command that is of no fleet loads nothing of it.
  @Test
  void natsIsForTheBusOfFleets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.fleet.bus..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.nats.."))
        .check(clew);
    assertThat(clew.get("dev.clew.fleet.bus.Bus").getDirectDependenciesFromSelf())
        .anyMatch(each -> each.getTargetClass().getName().startsWith("io.nats."));
  }

  /// A command that asks no model loads nothing of it.
  @Test
  void theLibraryOfModelsStaysBehindThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.model..", "dev.clew.mcp..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j..")
        .check(clew);
  }

  /// A command that shows no metrics loads nothing of it.
  @Test
  void theServerOfMetricsStaysBehindThem() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.telemetry.prometheus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.net.httpserver..", "io.prometheus..")
        .check(clew);
  }

  @Test
  void smallRyeConfigStaysInTheSettings() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.smallrye.config..", "org.eclipse.microprofile.config..")
        .check(clew);
  }

  /// Building one starts JBoss Logging, which takes 20 ms of every start on a JVM.
  @Test
  void noSmallRyeConfigIsBuilt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io[.]smallrye[.]config[.]SmallRyeConfig(Builder)?")
        .check(clew);
  }

  @Test
  void onlyTheCommandLinePrintsAndOnlyMainExits() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(clew);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.clew.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(clew);
  }

  @Test
  void theInternalsOfTheSdkAreUsedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.clew.telemetry.SdkRequest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry.exporter.internal..")
        .check(clew);
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminal", "time", "content"})
  void someRoomsKnowNoOther(String room) {
    String all = "dev.clew." + room + "..";
    noClasses()
        .that()
        .resideInAPackage(all)
        .should()
        .dependOnClassesThat(resideInAPackage("dev.clew..").and(not(resideInAPackage(all))))
        .check(clew);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(clew);
  }

  @Test
  void packagesDoNotGoRoundInCircles() {
    slices().matching("dev.clew.(**)").should().beFreeOfCycles().check(clew);
  }

  @Test
  void aNameIsOfOneClass() {
    Map<String, List<String>> named =
        clew.stream()
            .filter(ArchitectureTest::isOfAFile)
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    assertThat(named).allSatisfy((name, classes) -> assertThat(classes).hasSize(1));
  }

  private static boolean isOfAFile(JavaClass each) {
    return each.isTopLevelClass()
        && !each.isArray()
        && !each.getSimpleName().equals("package-info");
  }

  /// The store gets rooms of its own with its next engine.
  @Test
  void aPackageIsSmallEnoughToBeRead() {
    for (JavaPackage each : clew.getPackage("dev.clew").getSubpackagesInTree()) {
      long size = each.getClasses().stream().filter(ArchitectureTest::isOfAFile).count();
      int most = each.getName().equals("dev.clew.store") ? 70 : 45;
      assertThat(size).as(each.getName()).isLessThanOrEqualTo(most);
    }
  }

  /// What a command decides itself belongs to a feature, what it prints to a printer, and options
  /// that several commands share, or that say one thing together, to a mixin.
  @Test
  void aCommandIsShort() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/clew/cli"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Command.java")).toList()) {
        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(60);
      }
    }
  }

  @Test
  void namesSayWhatThingsAre() {
    classes()
        .should()
        .haveNameNotMatching(".*\\.(Abstract\\w*|\\w*(Util|Utils|Helper|Manager|Impl))$")
        .check(clew);
  }

  @Test
  void everyPackageIsNullMarked() {
    for (JavaPackage each : clew.getPackage("dev.clew").getSubpackagesInTree()) {
      boolean written = each.getClasses().stream().anyMatch(of -> of.getSource().isPresent());
      if (written) {
        assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue();
      }
    }
  }

  @Test
  void aFileIsReadInOneSitting() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
      }
    }
  }
}
