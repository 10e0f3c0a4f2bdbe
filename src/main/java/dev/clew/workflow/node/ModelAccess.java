package dev.clew.workflow.node;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ChatAnswer;
import dev.clew.model.ChatModel;
import dev.clew.model.ChatRequest;
import dev.clew.model.ModelCalls;
import dev.clew.model.ModelEndpoint;
import dev.clew.model.Provider;
import dev.clew.model.ProviderModel;
import dev.clew.model.RetryPolicy;
import dev.clew.model.TokenUsage;
import dev.clew.workflow.definition.ModelChoice;
import dev.clew.workflow.engine.ModelUse;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How nodes reach models.
///
/// @param environment that has addresses and keys
/// @param directory of this process
/// @param meter counts what is used
public record ModelAccess(
    ModelCalls calls, Map<String, String> environment, Path directory, Meter meter) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// Counts what models are used for.
  public interface Meter {
    /// A model has answered.
    ///
    /// @param usd what it cost; 0 where that is not known
    void used(String model, long inputTokens, long outputTokens, double usd);
  }

  /// The model of a node.
  ///
  /// @throws ClewError E110 when it has no key or address
  ChatModel model(ModelChoice choice, NodeAttempt attempt) {
    Provider provider =
        Provider.of(choice.provider())
            .orElseThrow(() -> new ClewError(ErrorCode.E110, "no provider " + choice.provider()));
    ModelEndpoint endpoint =
        ModelEndpoint.of(
            provider, choice.addressVariable(), choice.keyVariable(), environment, directory);
    return new ProviderModel(
        choice.name().text(attempt.scope()),
        endpoint,
        RetryPolicy.DEFAULT,
        calls.captureContent(),
        calls.clock());
  }

  static ChatRequest.Options options(ModelChoice choice, NodeAttempt attempt) {
    Duration limit = attempt.node().timeout();
    return new ChatRequest.Options(
        choice.temperature(), choice.maxTokens(), true, limit == null ? LONGEST : limit);
  }

  /// Is cancelled with an attempt.
  static Cancellation cancellation(NodeAttempt attempt) {
    var cancellation = new Cancellation();
    attempt.cancellation().onCancel(cancellation::cancel);
    return cancellation;
  }

  /// Counts an answer.
  ModelUse count(ChatModel model, ChatAnswer answer) {
    return count(model.name(), answer.usage(), calls.cost(model, answer));
  }

  /// Counts what was used of a model.
  ModelUse count(String model, @Nullable TokenUsage usage, @Nullable Double cost) {
    TokenUsage used = usage == null ? TokenUsage.NONE : usage;
    meter.used(model, used.input(), used.output(), cost == null ? 0 : cost);
    return new ModelUse(model, used.input(), used.output(), cost);
  }

  /// What the failure of a model is to a node.
  static NodeResult failure(ClewError error) {
    String type =
        switch (error.code()) {
          case E111 -> "model:unreachable";
          case E112 -> "model:refused";
          case E113 -> "model:busy";
          case E114 -> "model:malformed";
          case E115, E116, E117 -> "mcp:" + error.code();
          default -> "error:" + error.code();
        };
    return NodeResult.Failed.of(type, error.code() + " " + error.detail());
  }
}
