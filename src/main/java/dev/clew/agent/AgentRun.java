package dev.clew.agent;

import dev.clew.agent.AgentResult.End;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ChatAnswer;
import dev.clew.model.ChatRequest;
import dev.clew.model.GenAi;
import dev.clew.model.Message;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.ModelCalls;
import dev.clew.model.TokenUsage;
import dev.clew.model.ToolCall;
import dev.clew.model.ToolSpec;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One run of an agent. What it has done is in the messages: where the last answer's calls have no
/// results, they are made first, so that an interrupted run goes on by the same rule.
final class AgentRun {
  private final AgentRequest request;
  private final ModelCalls models;
  private final Context parent;
  private final AgentListener listener;
  private final Cancellation asked;
  private final Cancellation cancellation = new Cancellation();
  private final ToolCalls tools;
  private final List<ToolSpec> specs;
  private final Compactor compactor;
  private final Instant start;
  private List<Message> messages;
  private int turns;
  private TokenUsage usage = TokenUsage.NONE;
  private @Nullable Double cost = 0.0;
  private Duration before = Duration.ZERO;
  private boolean lastWasCut;
  private volatile boolean late;

  AgentRun(
      AgentRequest request,
      ModelCalls models,
      Context parent,
      AgentListener listener,
      Cancellation asked) {
    this.request = request;
    this.models = models;
    this.parent = parent;
    this.listener = listener;
    this.asked = asked;
    this.tools = new ToolCalls(request, models, listener);
    this.specs = request.tools().stream().map(AgentTool::spec).toList();
    this.compactor =
        new Compactor(request, models, new Compaction(request.contextWindow(), specs), this::count);
    this.start = models.clock().instant();
    this.messages = new ArrayList<>(request.start());
    AgentTranscript earlier = request.resume();
    if (earlier != null) {
      turns = earlier.turns();
      usage = earlier.usage();
      cost = earlier.costUsd();
      before = earlier.spent();
      request.permissions().learn(earlier.learned());
    }
  }

  AgentResult run() {
    Duration left = request.limits().time().minus(before);
    Thread clock = Thread.ofPlatform().daemon(true).name("clew-agent-time").start(() -> end(left));
    try (var _ = asked.onCancel(cancellation::cancel)) {
      return result(work());
    } catch (CancellationException e) {
      return result(late ? End.TIME : End.CANCELLED);
    } finally {
      clock.interrupt();
    }
  }

  private void end(Duration left) {
    try {
      cancellation.pause(left.isPositive() ? left : Duration.ZERO);
      late = true;
      cancellation.cancel();
    } catch (CancellationException _) {
      // It has ended, or was cancelled.
      return;
    }
  }

  private End work() {
    List<ToolCall> open = open();
    if (!open.isEmpty()) {
      inTurn(turns - 1, context -> call(open, context));
    }
    while (true) {
      cancellation.check();
      End end = ended();
      if (end != null) {
        return end;
      }
      inTurn(turns, this::turn);
    }
  }

  /// Why nothing is asked any more, or null.
  private @Nullable End ended() {
    if (messages.getLast() instanceof AssistantMessage last && last.toolCalls().isEmpty()) {
      return lastWasCut ? End.LENGTH : End.DONE;
    }
    AgentLimits limits = request.limits();
    if (turns >= limits.turns()) {
      return End.TURNS;
    }
    if (usage.total() >= limits.tokens()) {
      return End.TOKENS;
    }
    Double most = limits.costUsd();
    return most != null && cost != null && cost >= most ? End.COST : null;
  }

  /// What is done in a turn.
  private interface Work {
    void in(Context context);
  }

  private void inTurn(int index, Work work) {
    Attributes about =
        Attributes.builder()
            .put(AgentSpans.SESSION_ID, request.sessionId())
            .put(AgentSpans.AGENT_TYPE, request.type())
            .put(AgentSpans.CONVERSATION, request.sessionId())
            .put(AgentSpans.AGENT_NAME, request.type())
            .put(AgentSpans.TURN_INDEX, (long) index)
            .put(AgentSpans.STREAMING, request.options().streaming())
            .build();
    Span span =
        models.recorder().startSpan(AgentSpans.TURN, parent, about, models.clock().instant());
    boolean cancelled = false;
    try {
      listener.onTurn(index);
      work.in(parent.with(span));
    } catch (CancellationException e) {
      cancelled = true;
      throw e;
    } catch (ClewError e) {
      span.setAttribute(GenAi.ERROR_TYPE, e.code().name());
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.setAttribute(AgentSpans.CANCELLED, cancelled);
      span.end(models.clock().instant());
    }
  }

  private void turn(Context context) {
    messages = compactor.fit(messages, context, cancellation);
    ChatAnswer answer = ask(context);
    compactor.learn(messages, answer);
    messages.add(answer.message());
    lastWasCut = answer.finish() == ChatAnswer.Finish.LENGTH;
    turns++;
    count(answer);
    keep();
    if (!answer.message().toolCalls().isEmpty()) {
      call(answer.message().toolCalls(), context);
    }
  }

  private ChatAnswer ask(Context context) {
    try {
      return askOnce(context);
    } catch (ClewError e) {
      if (e.code() != ErrorCode.E112 || !e.detail().contains("context_length_exceeded")) {
        throw e;
      }
      messages = compactor.refused(messages, context, cancellation);
      return askOnce(context);
    }
  }

  private ChatAnswer askOnce(Context context) {
    return models.ask(
        request.model(),
        new ChatRequest(messages, specs, request.options()),
        ModelCalls.CHAT,
        context,
        listener,
        cancellation);
  }

  private void call(List<ToolCall> calls, Context context) {
    messages.addAll(tools.all(calls, context, cancellation));
    keep();
  }

  /// Counts an answer, those that a compaction took included.
  private void count(ChatAnswer answer) {
    TokenUsage counted = answer.usage();
    usage = counted == null ? usage : usage.plus(counted);
    Double price = models.cost(request.model(), answer);
    cost = cost == null || price == null ? null : Double.valueOf(cost + price);
    listener.onAnswer(answer);
  }

  private @Nullable AssistantMessage last() {
    for (Message message : messages.reversed()) {
      if (message instanceof AssistantMessage answer) {
        return answer;
      }
    }
    return null;
  }

  /// The calls of the last answer that have no result.
  private List<ToolCall> open() {
    AssistantMessage last = last();
    if (last == null) {
      return List.of();
    }
    Set<String> answered = new HashSet<>();
    for (Message message : messages.subList(messages.lastIndexOf(last), messages.size())) {
      if (message instanceof ToolResultMessage result) {
        answered.add(result.callId());
      }
    }
    return last.toolCalls().stream().filter(each -> !answered.contains(each.id())).toList();
  }

  private void keep() {
    listener.onTranscript(
        new AgentTranscript(
            request.sessionId(),
            turns,
            messages,
            usage,
            cost,
            before
                .plus(Duration.between(start, models.clock().instant()))
                .truncatedTo(ChronoUnit.MILLIS),
            request.permissions().learned()));
  }

  private AgentResult result(End end) {
    AssistantMessage last = last();
    return new AgentResult(last == null ? "" : last.text(), turns, usage, cost, end);
  }
}
