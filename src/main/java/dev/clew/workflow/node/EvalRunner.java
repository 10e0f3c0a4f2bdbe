package dev.clew.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.telemetry.Recorder;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Evaluates an expression. With a threshold its value is a score.
final class EvalRunner implements NodeRunner {
  private static final AttributeKey<Double> SCORE = AttributeKey.doubleKey("score");
  private static final AttributeKey<Double> THRESHOLD =
      AttributeKey.doubleKey("clew.eval.threshold");

  private final Recorder recorder;
  private final Clock clock;

  EvalRunner(Recorder recorder, Clock clock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) {
    var eval = (Action.Eval) attempt.node().action();
    Span span =
        recorder.startSpan(
            "eval." + attempt.node().id(), attempt.context(), Attributes.empty(), clock.instant());
    try {
      JsonNode value = eval.expression().value(attempt.scope());
      NodeResult result = judged(eval, value, span);
      if (result instanceof NodeResult.Failed failed) {
        span.setStatus(StatusCode.ERROR, failed.message());
      }
      return result == null
          ? new NodeResult.Completed(attempt.files().keep(attempt.task(), value))
          : result;
    } finally {
      span.end(clock.instant());
    }
  }

  /// @return how the node fails, or null when it does not
  private static @Nullable NodeResult judged(Action.Eval eval, JsonNode value, Span span) {
    Double threshold = eval.threshold();
    if (value.isNumber()) {
      span.setAttribute(SCORE, value.doubleValue());
    }
    if (value.isMissingNode()) {
      return NodeResult.Failed.of("expression", eval.expression().text().strip() + " is not there");
    }
    if (threshold == null) {
      return null;
    }
    span.setAttribute(THRESHOLD, threshold);
    if (!value.isNumber()) {
      return NodeResult.Failed.of("score", "the score is no number");
    }
    return value.doubleValue() >= threshold
        ? null
        : NodeResult.Failed.of("score", "score " + value + " is below " + threshold);
  }
}
