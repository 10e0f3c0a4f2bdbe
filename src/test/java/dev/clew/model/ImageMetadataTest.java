package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The library reads and writes its messages by reflection. In the binary that works for what is
/// registered: by metadata of its own, and by Clew's where that is not complete.
class ImageMetadataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA =
      "src/main/resources/META-INF/native-image/dev.clew/clew/reachability-metadata.json";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/langchain4j/model/openai/internal/chat/",
        "dev/langchain4j/model/openai/internal/shared/",
        "dev/langchain4j/model/anthropic/internal/api/",
        "dev/langchain4j/mcp/protocol/",
      })
  void everyMessageIsRegistered(String room) throws Exception {
    List<String> messages = classes(room);

    assertThat(messages).hasSizeGreaterThan(5);
    assertThat(registered()).containsAll(messages);
  }

  private static List<String> classes(String room) throws Exception {
    URL place = Thread.currentThread().getContextClassLoader().getResource(room);
    String jar = place.getPath().substring("file:".length(), place.getPath().indexOf('!'));
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar));
        Stream<Path> all = Files.walk(files.getPath("/" + room))) {
      return all.map(each -> each.toString().substring(1))
          .filter(
              each -> each.endsWith(".class") && !each.matches(".*(package-info|\\$\\d+)\\.class"))
          .map(each -> each.substring(0, each.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static Set<String> registered() throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode each : JSON.readTree(Path.of(METADATA).toFile()).path("reflection")) {
      names.add(each.path("type").asText());
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String module : List.of("langchain4j-open-ai", "langchain4j-anthropic")) {
      String path = "META-INF/native-image/dev.langchain4j/" + module + "/reflect-config.json";
      for (URL config : Collections.list(loader.getResources(path))) {
        JSON.readTree(config).forEach(each -> names.add(each.path("name").asText()));
      }
    }
    return names;
  }
}
