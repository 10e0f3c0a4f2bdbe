package dev.clew.agent;

import dev.clew.model.ChatAnswer;
import dev.clew.model.Message;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.SystemMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import dev.clew.model.MessageJson;
import dev.clew.model.TokenUsage;
import dev.clew.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Makes a conversation fit into the model's window again: first without old results of tools, then
/// with a summary in place of what lies between the question and the latest messages. A call of a
/// tool and its result stay together.
final class Compaction {
  /// Of the window, from which on it is compacted.
  private static final double FULL = 0.8;

  /// Of the window, to which it is.
  private static final double ENOUGH = 0.5;

  /// Of the window, that the latest messages may keep.
  private static final double LATEST = 0.25;

  /// Answers whose results are never left out.
  private static final int FRESH_ANSWERS = 2;

  private static final int SMALL = 200;
  private static final double CHARACTERS_OF_A_TOKEN = 4;

  private static final String REMOVED = "[an old result was left out here]";
  private static final String SUMMARY = "\n\nA summary of what has been done so far:\n\n";

  private final long window;
  private final long tools;
  private double ratio = 1;

  /// @param window tokens of the model
  /// @param tools that each request tells of
  Compaction(long window, List<ToolSpec> tools) {
    this.window = window;
    this.tools =
        tools.stream()
            .mapToLong(each -> each.description().length() + each.schema().toString().length())
            .sum();
  }

  /// Learns how many tokens the provider counts.
  void learn(List<Message> asked, ChatAnswer answer) {
    TokenUsage usage = answer.usage();
    if (usage != null && usage.input() > 0) {
      ratio = Math.clamp(ratio * usage.input() / Math.max(1, tokens(asked)), 0.25, 4);
    }
  }

  /// What a conversation has, about.
  long tokens(List<Message> messages) {
    long characters = tools + messages.stream().mapToLong(Compaction::characters).sum();
    return Math.round(ratio * characters / CHARACTERS_OF_A_TOKEN);
  }

  private static long characters(Message message) {
    return MessageJson.write(message).toString().length();
  }

  boolean isDue(List<Message> messages) {
    return tokens(messages) > FULL * window;
  }

  boolean isEnough(List<Message> messages) {
    return tokens(messages) <= ENOUGH * window;
  }

  /// The conversation without old results.
  List<Message> withoutOldResults(List<Message> messages) {
    int fresh = messages.size();
    for (int answers = 0; fresh > 0 && answers < FRESH_ANSWERS; fresh--) {
      answers += messages.get(fresh - 1) instanceof AssistantMessage ? 1 : 0;
    }
    List<Message> shorter = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      shorter.add(
          i < fresh
                  && messages.get(i)
                      instanceof ToolResultMessage(var id, var tool, var text, var error)
                  && text.length() > SMALL
              ? new ToolResultMessage(id, tool, REMOVED, error)
              : messages.get(i));
    }
    return shorter;
  }

  /// The conversation with a summary of its middle.
  ///
  /// @param summarize makes the summary of a transcript
  /// @return the same conversation where it has no middle
  List<Message> summarized(List<Message> messages, UnaryOperator<String> summarize) {
    int question = 0;
    while (question < messages.size() && !(messages.get(question) instanceof UserMessage)) {
      question++;
    }
    int latest = latest(messages, question + 1);
    if (latest <= question + 1) {
      return messages;
    }
    String summary = summarize.apply(transcript(messages.subList(question + 1, latest)));
    List<Message> shorter = new ArrayList<>(messages.subList(0, question));
    String asked = ((UserMessage) messages.get(question)).text();
    int earlier = asked.indexOf(SUMMARY);
    shorter.add(
        new UserMessage((earlier < 0 ? asked : asked.substring(0, earlier)) + SUMMARY + summary));
    shorter.addAll(messages.subList(latest, messages.size()));
    return shorter;
  }

  /// Where the latest messages begin: with an answer.
  private int latest(List<Message> messages, int least) {
    int latest = messages.size();
    for (int i = messages.size() - 1; i >= least; i--) {
      if (tokens(messages.subList(i, messages.size())) > LATEST * window + ratio * tools) {
        break;
      }
      if (messages.get(i) instanceof AssistantMessage) {
        latest = i;
      }
    }
    return latest;
  }

  /// As much of it as the window takes.
  private String transcript(List<Message> messages) {
    StringBuilder transcript = new StringBuilder();
    for (Message message : messages) {
      switch (message) {
        case SystemMessage _ -> {}
        case UserMessage(String text) -> transcript.append("user: ").append(text);
        case AssistantMessage answer -> {
          transcript.append("assistant: ").append(answer.text());
          answer
              .toolCalls()
              .forEach(
                  call ->
                      transcript
                          .append("\ncalls ")
                          .append(call.name())
                          .append(' ')
                          .append(call.arguments()));
        }
        case ToolResultMessage result ->
            transcript
                .append("result of ")
                .append(result.tool())
                .append(": ")
                .append(result.text());
      }
      transcript.append("\n\n");
    }
    int most = (int) Math.min(1 << 24, ENOUGH * window * CHARACTERS_OF_A_TOKEN / ratio);
    return transcript.length() <= most
        ? transcript.toString()
        : transcript.substring(transcript.length() - most);
  }
}
