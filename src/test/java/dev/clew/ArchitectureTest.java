package dev.clew;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The arrows between rooms, and the house rules that can be checked.
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
  private final JavaClasses clew =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.clew");

  @Test
  void recordingKnowsNothingOfServing() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.clew.run..", "dev.clew.telemetry..", "dev.clew.propagation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.clew.store..",
            "dev.clew.otlp..",
            "dev.clew.web..",
            "dev.clew.console..",
            "dev.clew.fleet..",
            "dev.clew.history..")
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
        .resideOutsideOfPackages("dev.clew.serve..", "dev.clew.otlp..", "dev.clew.web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..")
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
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(clew);
  }

  @Test
  void packagesDoNotGoRoundInCircles() {
    slices().matching("dev.clew.(*)..").should().beFreeOfCycles().check(clew);
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
      if (!each.getClasses().isEmpty()) {
        assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue();
      }
    }
  }
}
