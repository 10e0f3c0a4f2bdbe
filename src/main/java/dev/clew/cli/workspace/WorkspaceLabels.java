package dev.clew.cli.workspace;

import dev.clew.run.process.RunRequest;
import dev.clew.workspace.Choice;
import dev.clew.workspace.Workspace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/// What spans say of the workspace that was chosen.
public final class WorkspaceLabels {
  private static final AttributeKey<String> CHOICE =
      AttributeKey.stringKey("clew.workspace.choice");
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey("clew.agent");
  private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("clew.provider");

  private WorkspaceLabels() {}

  /// The attributes of a choice.
  public static Attributes of(Choice choice) {
    Workspace workspace = choice.workspace();
    return Attributes.builder()
        .put(RunRequest.WORKSPACE, workspace.name())
        .put(CHOICE, choice.how().label())
        .put(AGENT, workspace.agent())
        .put(PROVIDER, workspace.provider())
        .build();
  }
}
