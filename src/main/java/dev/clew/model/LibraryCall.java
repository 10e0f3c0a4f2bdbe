package dev.clew.model;

import dev.clew.model.ChatAnswer.Finish;
import dev.clew.model.Message.AssistantMessage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One request by the library: it knows how each provider writes messages, tools, events and
/// counts.
final class LibraryCall {
  /// What Anthropic's API wants to know and a request may leave open.
  private static final int DEFAULT_MOST = 8192;

  /// The key is set by the [Exchange].
  private static final String NO_KEY = "none";

  private final String model;
  private final ModelEndpoint endpoint;
  private final Exchange exchange;

  LibraryCall(String model, ModelEndpoint endpoint, Exchange exchange) {
    this.model = model;
    this.endpoint = endpoint;
    this.exchange = exchange;
  }

  /// Makes the request on this thread.
  ///
  /// @param heard gets the pieces of the text
  /// @param attempt to be told with the answer
  ChatAnswer make(ChatRequest request, ChatListener heard, int attempt) throws ProviderFailure {
    try {
      var asked = request(request);
      if (!request.options().streaming()) {
        return answer(whole(asked), null, attempt);
      }
      var pieces = new Pieces(heard);
      streaming().chat(asked, pieces);
      ChatResponse response = pieces.response;
      if (pieces.failed || response == null) {
        throw failure();
      }
      return answer(response, pieces.calls, attempt);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // Its message quotes the answer.
      throw failure();
    }
  }

  private ProviderFailure failure() {
    ProviderFailure known = exchange.failure();
    if (known != null) {
      return known;
    }
    return exchange.isEnded()
        ? Exchange.malformed("the answer is not of the provider's format")
        : Exchange.malformed("the stream ended before the answer did");
  }

  private dev.langchain4j.model.chat.request.ChatRequest request(ChatRequest request) {
    var builder =
        dev.langchain4j.model.chat.request.ChatRequest.builder()
            .messages(request.messages().stream().map(LibraryMessages::of).toList());
    var tools = request.tools().stream().map(LibraryMessages::of).toList();
    ChatRequest.Options options = request.options();
    Integer most = options.maxTokens();
    return switch (endpoint.provider()) {
      case OPENAI -> {
        var parameters = OpenAiChatRequestParameters.builder();
        parameters.modelName(model).temperature(options.temperature()).toolSpecifications(tools);
        // Its newer models refuse the older name, other servers may not know the newer one.
        if (endpoint.address().equals(Provider.OPENAI.address())) {
          parameters.maxCompletionTokens(most);
        } else {
          parameters.maxOutputTokens(most);
        }
        yield builder.parameters(parameters.build()).build();
      }
      case ANTHROPIC ->
          builder
              .modelName(model)
              .temperature(options.temperature())
              .maxOutputTokens(most == null ? DEFAULT_MOST : most)
              .toolSpecifications(tools)
              .build();
    };
  }

  private ChatResponse whole(dev.langchain4j.model.chat.request.ChatRequest request) {
    String address = endpoint.address().toString();
    return switch (endpoint.provider()) {
      case OPENAI ->
          OpenAiChatModel.builder()
              .httpClientBuilder(exchange)
              .baseUrl(address)
              .apiKey(NO_KEY)
              .modelName(model)
              .maxRetries(0)
              .build()
              .chat(request);
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(exchange)
              .baseUrl(address)
              .apiKey(NO_KEY)
              .modelName(model)
              .maxRetries(0)
              .build()
              .chat(request);
    };
  }

  private StreamingChatModel streaming() {
    String address = endpoint.address().toString();
    return switch (endpoint.provider()) {
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(exchange)
              .baseUrl(address)
              .apiKey(NO_KEY)
              .modelName(model)
              .build();
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(exchange)
              .baseUrl(address)
              .apiKey(NO_KEY)
              .modelName(model)
              .build();
    };
  }

  /// @param calls of a stream, which may have more of them than the library's own answer: it takes
  ///   one of each chunk
  private ChatAnswer answer(ChatResponse response, @Nullable List<ToolCall> calls, int attempt)
      throws ProviderFailure {
    ChatResponseMetadata about = response.metadata();
    FinishReason finish = about.finishReason();
    if (finish == null && !exchange.isEnded()) {
      throw Exchange.malformed("the stream ended before the answer did");
    }
    AiMessage message = response.aiMessage();
    String text = message.text();
    String name = about.modelName();
    return new ChatAnswer(
        new AssistantMessage(
            text == null ? "" : text,
            calls == null
                ? message.toolExecutionRequests().stream().map(LibraryMessages::of).toList()
                : calls),
        usage(about),
        name == null ? model : name,
        about.id(),
        finish(finish),
        attempt);
  }

  private static @Nullable TokenUsage usage(ChatResponseMetadata about) {
    var usage = about.tokenUsage();
    if (usage == null
        || (count(usage.inputTokenCount()) == 0 && count(usage.outputTokenCount()) == 0)) {
      return null;
    }
    long input = count(usage.inputTokenCount());
    long output = count(usage.outputTokenCount());
    if (usage instanceof AnthropicTokenUsage anthropic) {
      long read = count(anthropic.cacheReadInputTokens());
      long written = count(anthropic.cacheCreationInputTokens());
      return new TokenUsage(input + read + written, output, read, written);
    }
    if (usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null) {
      return new TokenUsage(input, output, count(openAi.inputTokensDetails().cachedTokens()), 0);
    }
    return new TokenUsage(input, output);
  }

  private static long count(@Nullable Integer said) {
    return said == null ? 0 : said;
  }

  private static Finish finish(@Nullable FinishReason reason) {
    return switch (reason) {
      case STOP -> Finish.STOP;
      case LENGTH -> Finish.LENGTH;
      case TOOL_EXECUTION -> Finish.TOOL_CALL;
      case CONTENT_FILTER -> Finish.CONTENT_FILTER;
      case OTHER -> Finish.OTHER;
      case null -> Finish.OTHER;
    };
  }

  /// Collects what the library makes of a stream.
  private static final class Pieces implements StreamingChatResponseHandler {
    private final ChatListener heard;
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable ChatResponse response;
    private boolean failed;

    Pieces(ChatListener heard) {
      this.heard = heard;
    }

    @Override
    public void onPartialResponse(String piece) {
      heard.onText(piece);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
      calls.add(LibraryMessages.of(call.toolExecutionRequest()));
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response = complete;
    }

    @Override
    public void onError(Throwable error) {
      failed = true;
    }
  }
}
