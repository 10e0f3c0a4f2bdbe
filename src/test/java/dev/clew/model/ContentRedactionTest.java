package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import dev.clew.redaction.Redaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentRedactionTest {
  private static final String PRIVATE_KEY =
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\nAgEAAoIBAQC7VJTUt9Us8cKj\n-----END PRIVATE KEY-----";

  private final ContentRedaction content = new ContentRedaction(new Redaction(List.of()));

  @Test
  void whatGoesOverSeveralLinesIsFoundInJson() {
    List<Message> messages =
        List.of(
            new UserMessage("my key:\n" + PRIVATE_KEY + "\nuse it"),
            new ToolResultMessage("1", "read", "a\n" + PRIVATE_KEY, false));

    assertThat(MessageJson.write(content.messages(messages)).toString())
        .contains("my key:", "use it")
        .doesNotContain("MIIEvQ", "AgEAAoIBAQC7");
  }

  @Test
  void whatANameAnnouncesIsFoundInArguments() {
    var call =
        new ToolCall(
            "1",
            "login",
            "{\"user\":\"ann\",\"password\":\"hunter2 and more\",\"more\":{\"api_key\":[\"hunter2\"]}}");
    Message message = content.message(new AssistantMessage("", List.of(call)));

    assertThat(((AssistantMessage) message).toolCalls().getFirst().arguments())
        .isEqualTo(
            "{\"user\":\"ann\",\"password\":\"[REDACTED]\",\"more\":{\"api_key\":[\"[REDACTED]\"]}}");
  }

  @Test
  void whatIsNoJsonIsAText() {
    assertThat(content.json("{\"path\": password=hunter2hunter2"))
        .contains("path")
        .doesNotContain("hunter2");
  }
}
