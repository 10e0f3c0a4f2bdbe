package dev.clew.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ModelCalls;
import io.opentelemetry.context.Context;

/// Lets agents work.
///
/// @param models asks models, and has what all of an agent is recorded by
public record Agent(ModelCalls models) {
  /// Lets an agent work until it is done, a limit is reached or it is cancelled.
  ///
  /// @param parent of the spans of its turns
  /// @param listener hears of each step, and keeps the transcripts
  /// @throws ClewError E111 to E114 when the model does not answer, E118 when a cost is limited and
  ///   not known
  public AgentResult run(
      AgentRequest request, Context parent, AgentListener listener, Cancellation cancellation) {
    String model = request.model().name();
    if (request.limits().costUsd() != null && models.prices().of(model, model) == null) {
      throw new ClewError(
          ErrorCode.E118,
          "the cost is limited, but " + model + " has no price; set models.prices in clew.toml.");
    }
    return new AgentRun(request, models, parent, listener, cancellation).run();
  }
}
