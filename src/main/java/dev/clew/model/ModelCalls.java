package dev.clew.model;

import dev.clew.error.ClewError;
import dev.clew.model.Message.SystemMessage;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Asks models and records each call as a span. What is asked and answered is part of it only where
/// the user wants it recorded, without secrets then.
///
/// @param captureContent `telemetry.capture_content`
public record ModelCalls(
    Recorder recorder, Redaction redaction, boolean captureContent, Prices prices, Clock clock) {
  /// The name of a span under an agent's turn.
  public static final String CHAT = "gen_ai.chat";

  /// The name of a span of its own.
  public static String callOf(ChatModel model) {
    return "model.call " + model.name();
  }

  /// Asks a model.
  ///
  /// @param span its name, [#CHAT] or [#callOf]
  /// @throws ClewError E111 to E114
  /// @throws CancellationException when it was cancelled
  public ChatAnswer ask(
      ChatModel model,
      ChatRequest request,
      String span,
      Context parent,
      ChatListener listener,
      Cancellation cancellation) {
    Span recorded = recorder.startSpan(span, parent, asked(model, request), clock.instant());
    try {
      ChatAnswer answer = model.chat(request, listener, cancellation);
      answered(recorded, model, answer);
      return answer;
    } catch (ClewError e) {
      failed(recorded, e.code().name(), e.detail());
      throw e;
    } catch (CancellationException e) {
      failed(recorded, "cancelled", "cancelled");
      throw e;
    } finally {
      recorded.end(clock.instant());
    }
  }

  /// What an answer cost in USD, or null where its price or its tokens are not known.
  public @Nullable Double cost(ChatModel model, ChatAnswer answer) {
    TokenUsage usage = answer.usage();
    return usage == null ? null : prices.cost(model.name(), answer.model(), usage);
  }

  private Attributes asked(ChatModel model, ChatRequest request) {
    ModelEndpoint endpoint = model.endpoint();
    AttributesBuilder about =
        Attributes.builder()
            .put(GenAi.SYSTEM, model.provider().label())
            .put(GenAi.PROVIDER, model.provider().label())
            .put(GenAi.OPERATION, "chat")
            .put(GenAi.REQUEST_MODEL, model.name())
            .put(GenAi.SERVER_ADDRESS, endpoint.address().getHost())
            .put(GenAi.SERVER_PORT, (long) endpoint.port());
    Double temperature = request.options().temperature();
    if (temperature != null) {
      about.put(GenAi.TEMPERATURE, temperature);
    }
    Integer most = request.options().maxTokens();
    if (most != null) {
      about.put(GenAi.MAX_TOKENS, most.longValue());
    }
    if (captureContent) {
      List<Message> all = content().messages(request.messages());
      for (Message each : all) {
        if (each instanceof SystemMessage(String text)) {
          about.put(GenAi.SYSTEM_INSTRUCTIONS, MessageJson.text(text).toString());
        }
      }
      about.put(
          GenAi.INPUT_MESSAGES,
          MessageJson.write(all.stream().filter(each -> !(each instanceof SystemMessage)).toList())
              .toString());
    }
    return about.build();
  }

  private void answered(Span span, ChatModel model, ChatAnswer answer) {
    AttributesBuilder about =
        Attributes.builder()
            .put(GenAi.RESPONSE_MODEL, answer.model())
            .put(GenAi.FINISH_REASONS, List.of(answer.finish().label()));
    put(about, GenAi.RESPONSE_ID, answer.id());
    TokenUsage usage = answer.usage();
    if (usage != null) {
      about.put(GenAi.INPUT_TOKENS, usage.input()).put(GenAi.OUTPUT_TOKENS, usage.output());
      putCount(about, GenAi.CACHE_READ_TOKENS, usage.cacheRead());
      putCount(about, GenAi.CACHE_WRITE_TOKENS, usage.cacheWrite());
    }
    put(about, GenAi.COST, cost(model, answer));
    if (answer.attempts() > 1) {
      about.put(GenAi.ATTEMPTS, (long) answer.attempts());
    }
    if (captureContent) {
      var message =
          MessageJson.write(content().message(answer.message()))
              .put("finish_reason", answer.finish().label());
      about.put(GenAi.OUTPUT_MESSAGES, "[" + message + "]");
    }
    span.setAllAttributes(redaction.attributes(about.build()));
  }

  /// Takes the secrets out of content.
  public ContentRedaction content() {
    return new ContentRedaction(redaction);
  }

  private static <T> void put(AttributesBuilder to, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      to.put(key, value);
    }
  }

  private static void putCount(AttributesBuilder to, AttributeKey<Long> key, long count) {
    if (count > 0) {
      to.put(key, count);
    }
  }

  private void failed(Span span, String type, String detail) {
    span.setAttribute(GenAi.ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR, redaction.text(detail));
  }
}
