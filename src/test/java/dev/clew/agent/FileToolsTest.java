package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.AgentTool.Outcome;
import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolsTest {
  @TempDir Path root;
  private Path workspace;
  private List<AgentTool> tools;

  @BeforeEach
  void prepare() throws IOException {
    workspace = Files.createDirectory(root.resolve("workspace"));
    Files.writeString(root.resolve("outside.txt"), "the SECRET");
    Files.createDirectory(root.resolve("elsewhere"));
    Files.writeString(root.resolve("elsewhere/file.txt"), "the SECRET");
    tools = FileTools.of(workspace);
  }

  private Outcome call(String name, String path, String... more) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("path", path);
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(more[i], more[i + 1]);
    }
    return tool(name).call(arguments, Context.root(), new Cancellation());
  }

  private AgentTool tool(String name) {
    return tools.stream().filter(each -> each.spec().name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void writesAndReads() {
    assertThat(call("write_file", "a/b/c.txt", "content", "häßlich").text())
        .isEqualTo("9 bytes were written");
    assertThat(call("read_file", "a/./b/../b/c.txt").text()).isEqualTo("häßlich");
    assertThat(call("write_file", "a/b/c.txt", "content", "x").error()).isFalse();
    assertThat(call("read_file", workspace.resolve("a/b/c.txt").toString()).text()).isEqualTo("x");
    assertThat(call("list_files", ".").text()).isEqualTo("a/\n");
    assertThat(call("list_files", "a/b").text()).isEqualTo("c.txt\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.txt",
        "a/../../outside.txt",
        "/etc/passwd",
        "..",
        "../workspace2/x",
        "link.txt",
        "dir/file.txt",
        "chain/file.txt",
        "inner/up/outside.txt",
        "\0",
      })
  void nothingOutsideIsReached(String path) throws IOException {
    Files.createSymbolicLink(workspace.resolve("link.txt"), root.resolve("outside.txt"));
    Files.createSymbolicLink(workspace.resolve("dir"), root.resolve("elsewhere"));
    Files.createSymbolicLink(workspace.resolve("chain"), Path.of("dir"));
    Files.createDirectory(workspace.resolve("inner"));
    Files.createSymbolicLink(workspace.resolve("inner/up"), Path.of("../.."));

    for (Outcome outcome :
        List.of(
            call("read_file", path),
            call("write_file", path, "content", "changed"),
            call("search_files", path, "pattern", "SECRET"))) {
      assertThat(outcome.error()).as(outcome.text()).isTrue();
      assertThat(outcome.text()).doesNotContain("SECRET");
    }
    assertThat(call("list_files", path).error()).isTrue();
    assertThat(root.resolve("outside.txt")).hasContent("the SECRET");
    assertThat(root.resolve("elsewhere/file.txt")).hasContent("the SECRET");
    assertThat(root.resolve("workspace2")).doesNotExist();
  }

  @Test
  void aSearchFollowsNoLinks() throws IOException {
    Files.createSymbolicLink(workspace.resolve("dir"), root.resolve("elsewhere"));
    Files.createSymbolicLink(workspace.resolve("loop"), workspace);
    Files.writeString(workspace.resolve("b.txt"), "one\ntwo SECRET\n");
    Files.write(
        workspace.resolve("binary"), new byte[] {(byte) 0xff, 'S', 'E', 'C', 'R', 'E', 'T'});

    assertThat(call("search_files", ".", "pattern", "SEC(RET)?").text())
        .isEqualTo("b.txt:2: two SECRET\n");
    assertThat(call("search_files", ".", "pattern", "nowhere").text())
        .isEqualTo("nothing was found");
    assertThat(call("search_files", ".", "pattern", "(").text())
        .startsWith("the pattern holds \"(\"");
  }

  @Test
  void theLinesOfASearchAreLimited() throws IOException {
    Files.writeString(workspace.resolve("b.txt"), "hit\n".repeat(1000));

    assertThat(call("search_files", ".", "pattern", "hit").text().lines()).hasSize(201);
  }

  @Test
  void sizesAreLimited() throws IOException {
    Files.write(workspace.resolve("large"), new byte[(1 << 20) + 1]);
    Files.write(workspace.resolve("binary"), new byte[] {(byte) 0xff});

    assertThat(call("read_file", "large").text()).contains("bytes, more than 1048576");
    assertThat(call("read_file", "binary").text()).isEqualTo("the file is no text in UTF-8");
    assertThat(call("write_file", "x", "content", "x".repeat((1 << 20) + 1)).error()).isTrue();
    assertThat(workspace.resolve("x")).doesNotExist();
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Path pipe = workspace.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(call("read_file", "pipe").text()).isEqualTo("it is no file");
    assertThat(call("write_file", "pipe", "content", "x").text()).isEqualTo("it is no file");
  }

  @Test
  void aRuleSeesThePathWithoutDetours() {
    ObjectNode arguments =
        JsonNodeFactory.instance.objectNode().put("path", "./x/../secrets/./key");

    assertThat(tool("write_file").subject(arguments)).isEqualTo("secrets/key");
    assertThat(tool("list_files").subject(arguments.put("path", "."))).isEqualTo(".");
  }

  @Test
  void aWorkspaceHasToBeThere() {
    assertThatThrownBy(() -> FileTools.of(root.resolve("missing"))).isInstanceOf(ClewError.class);
  }
}
