package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8b4766",
        ".",
        "..",
        "...",
        "%2E",
        "%2e%2E",
        "%252E",
        "a/b",
        "../x",
        "#",
        "?",
        "a b;c=d+e*",
        "%",
        "é走\u001b"
      })
  void comesThroughAPathAsItIs(String id) {
    String segment = PathSegment.of(id);

    URI resolved = URI.create("http://host/api/v1/runs/" + segment + "/logs").normalize();
    assertThat(resolved.getRawPath()).isEqualTo("/api/v1/runs/" + segment + "/logs");
    assertThat(segment).doesNotMatch("(?i)(\\.|%2e){1,2}").doesNotContain("/", "?", "#", ";");
    assertThat(PathSegment.id(URLDecoder.decode(segment, StandardCharsets.UTF_8))).isEqualTo(id);
  }
}
