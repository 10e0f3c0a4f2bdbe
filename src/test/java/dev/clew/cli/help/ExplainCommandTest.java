package dev.clew.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.Invocation;
import dev.clew.error.ErrorCode;
import dev.clew.error.ErrorPages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  private final Invocation clew = new Invocation(Path.of("/nowhere"));

  @Test
  void aPageIsText() {
    clew.run(ExplainCommand::new, "e016");
    assertThat(clew.out()).isEqualTo(ErrorPages.page(ErrorCode.E016));
  }

  @Test
  void aPageIsOneDocument() throws IOException {
    clew.run(ExplainCommand::new, "E016", "-o", "json");
    JsonNode page = new ObjectMapper().readTree(clew.out());
    assertThat(page.get("code").asText()).isEqualTo("E016");
    assertThat(page.get("headline").asText()).isEqualTo(ErrorCode.E016.headline());
    assertThat(page.get("page").asText()).isEqualTo(ErrorPages.page(ErrorCode.E016));
  }

  @Test
  void allCodesAreOneDocument() throws IOException {
    clew.run(ExplainCommand::new, "-o", "json");
    assertThat(new ObjectMapper().readTree(clew.out()))
        .extracting(each -> each.get("code").asText(), each -> each.get("headline").asText())
        .hasSize(ErrorCode.values().length)
        .contains(
            org.assertj.core.groups.Tuple.tuple(ErrorCode.E016.name(), ErrorCode.E016.headline()));
  }
}
