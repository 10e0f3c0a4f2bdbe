package dev.clew.agent;

import dev.clew.model.Cancellation;
import dev.clew.model.ChatAnswer;
import dev.clew.model.ChatListener;
import dev.clew.model.ChatRequest;
import dev.clew.model.Message;
import dev.clew.model.ModelCalls;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Compacts a conversation when it has to be, and records that.
///
/// @param counted hears of the answers that it takes
record Compactor(
    AgentRequest request, ModelCalls models, Compaction compaction, Consumer<ChatAnswer> counted) {
  private static final String ORDER =
      "Summarize the work that this transcript of an agent shows, for the agent itself, which will"
          + " go on without the transcript: what was asked, what was found out and done, with names,"
          + " paths and figures, what failed, and what is left to do.";

  void learn(List<Message> asked, ChatAnswer answer) {
    compaction.learn(asked, answer);
  }

  /// A conversation that fits into the window.
  List<Message> fit(List<Message> messages, Context turn, Cancellation cancellation) {
    return compaction.isDue(messages)
        ? compact(messages, "context_window", turn, cancellation)
        : messages;
  }

  /// A shorter one than the provider has refused.
  List<Message> refused(List<Message> messages, Context turn, Cancellation cancellation) {
    return compact(messages, "provider_refused", turn, cancellation);
  }

  private List<Message> compact(
      List<Message> messages, String reason, Context turn, Cancellation cancellation) {
    Span span =
        models
            .recorder()
            .startSpan(
                AgentSpans.COMPACTION,
                turn,
                Attributes.of(AgentSpans.TRIGGER, reason),
                models.clock().instant());
    try {
      List<Message> shorter = compaction.withoutOldResults(messages);
      String plugin = "tool_results";
      if (!compaction.isEnough(shorter)) {
        Context context = turn.with(span);
        plugin = "summary";
        shorter = compaction.summarized(shorter, text -> summary(text, context, cancellation));
      }
      span.setAttribute(AgentSpans.GC_PLUGIN, plugin);
      span.setAttribute(
          AgentSpans.TOKENS_FREED,
          Math.max(0, compaction.tokens(messages) - compaction.tokens(shorter)));
      return new ArrayList<>(shorter);
    } finally {
      span.end(models.clock().instant());
    }
  }

  private String summary(String transcript, Context context, Cancellation cancellation) {
    ChatAnswer answer =
        models.ask(
            request.model(),
            ChatRequest.of(ORDER, transcript, request.options()),
            ModelCalls.CHAT,
            context,
            ChatListener.NONE,
            cancellation);
    counted.accept(answer);
    return answer.text();
  }
}
