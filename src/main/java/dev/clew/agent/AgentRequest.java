package dev.clew.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.ChatModel;
import dev.clew.model.ChatRequest;
import dev.clew.model.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an agent is to do, and with what.
///
/// @param sessionId of this use of it
/// @param type its name, such as `researcher`
/// @param system what it is, or null
/// @param prompt what it is to do
/// @param contextWindow tokens that the model can read; what it has read is compacted before
/// @param resume where an earlier run of it was interrupted, or null
public record AgentRequest(
    String sessionId,
    String type,
    ChatModel model,
    @Nullable String system,
    String prompt,
    List<AgentTool> tools,
    Permissions permissions,
    AgentLimits limits,
    ChatRequest.Options options,
    long contextWindow,
    @Nullable AgentTranscript resume) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /// Checks it.
  ///
  /// @throws ClewError E118 when two tools have one name, or a name or limit cannot be
  public AgentRequest {
    tools = List.copyOf(tools);
    Set<String> names = new HashSet<>();
    for (AgentTool tool : tools) {
      String name = tool.spec().name();
      if (!NAME.matcher(name).matches()) {
        throw new ClewError(
            ErrorCode.E118, "tool \"" + name + "\": a name has up to 64 letters, digits, _ and -.");
      }
      if (!names.add(name)) {
        throw new ClewError(ErrorCode.E118, "two tools have the name " + name + ".");
      }
    }
    if (contextWindow < 1000) {
      throw new ClewError(ErrorCode.E118, "the context window has at least 1000 tokens.");
    }
  }

  /// The messages that it begins with.
  List<Message> start() {
    if (resume != null) {
      return resume.messages();
    }
    Message asked = new Message.UserMessage(prompt);
    return system == null ? List.of(asked) : List.of(new Message.SystemMessage(system), asked);
  }
}
