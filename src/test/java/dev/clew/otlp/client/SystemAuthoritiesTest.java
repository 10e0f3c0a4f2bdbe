package dev.clew.otlp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Egress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is looked at where the variables say nothing, and what they replace.
final class SystemAuthoritiesTest {
  private static final String NONE = "# no certificate\n";

  @TempDir Path root;
  private SystemAuthorities system = new SystemAuthorities(List.of(), List.of());

  @BeforeEach
  void place() {
    system =
        new SystemAuthorities(
            List.of(root.resolve("missing.pem"), root.resolve("bundle.pem")),
            List.of(root.resolve("missing"), root.resolve("dir")));
  }

  private int found(Path file, Path... directories) throws Exception {
    return system.find(new Egress(null, file, List.of(directories))).size();
  }

  @Test
  void theSystemsBundleGoesBeforeItsDirectories() throws Exception {
    Path dir = Files.createDirectory(root.resolve("dir"));
    assertThat(found(null)).isZero();

    Files.writeString(dir.resolve("0.pem"), TestCertificates.FIRST);
    assertThat(found(null)).isEqualTo(1);

    Files.writeString(
        root.resolve("bundle.pem"),
        "# a comment\n" + TestCertificates.FIRST + NONE + TestCertificates.SECOND);
    assertThat(found(null)).isEqualTo(2);
  }

  @Test
  void aVariableLeavesTheOtherAsTheSystemHasIt() throws Exception {
    Files.writeString(root.resolve("bundle.pem"), TestCertificates.FIRST);
    Path own = Files.writeString(root.resolve("own.pem"), TestCertificates.SECOND);
    Path empty = Files.createDirectory(root.resolve("empty"));

    assertThat(found(own)).isEqualTo(2);
    assertThat(found(null, empty)).isEqualTo(1);
    assertThat(found(own, empty)).isEqualTo(1);
    assertThat(found(root.resolve("missing.pem"))).isEqualTo(1);
  }

  @Test
  void oneThatCannotBeReadIsPassedOver() throws Exception {
    Files.writeString(
        root.resolve("bundle.pem"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + TestCertificates.FIRST);

    assertThat(found(null)).isEqualTo(1);
  }
}
