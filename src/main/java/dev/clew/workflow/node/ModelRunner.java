package dev.clew.workflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.error.ClewError;
import dev.clew.model.ChatAnswer;
import dev.clew.model.ChatListener;
import dev.clew.model.ChatModel;
import dev.clew.model.ChatRequest;
import dev.clew.model.ModelCalls;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import dev.clew.workflow.expression.Template;
import dev.clew.workflow.expression.Values;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Asks a model.
final class ModelRunner implements NodeRunner {
  private final ModelAccess models;

  ModelRunner(ModelAccess models) {
    this.models = models;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) {
    var action = (Action.Model) attempt.node().action();
    ChatModel model = models.model(action.model(), attempt);
    Template system = action.system();
    ChatRequest request =
        ChatRequest.of(
            system == null ? null : system.text(attempt.scope()),
            action.prompt().text(attempt.scope()),
            ModelAccess.options(action.model(), attempt));
    try {
      ChatAnswer answer =
          models
              .calls()
              .ask(
                  model,
                  request,
                  ModelCalls.callOf(model),
                  attempt.context(),
                  ChatListener.NONE,
                  ModelAccess.cancellation(attempt));
      var used = models.count(model, answer);
      JsonNode value =
          action.json() ? json(answer.text()) : JsonNodeFactory.instance.textNode(answer.text());
      return new NodeResult.Completed(attempt.files().keep(attempt.task(), value), used);
    } catch (JsonProcessingException e) {
      return NodeResult.Failed.of("output", "the model's answer is no JSON");
    } catch (ClewError e) {
      return ModelAccess.failure(e);
    } catch (CancellationException e) {
      return new NodeResult.Cancelled(List.of());
    }
  }

  /// Models like to put JSON into a block of Markdown.
  static JsonNode json(String answer) throws JsonProcessingException {
    String text = answer.strip();
    if (text.startsWith("```") && text.endsWith("```") && text.length() > 6) {
      int line = text.indexOf('\n');
      text = text.substring(line < 0 ? 3 : line, text.length() - 3);
    }
    return Values.parse(text);
  }
}
