package dev.clew.cli.model;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// What is known of models; by itself what their tokens cost.
@Command(
    name = "models",
    description = "Show what the tokens of models cost.",
    footer = {
      "  clew models prices",
      "  clew models prices -o json | jq '.[] | select(.model == \"gpt-5\")'"
    })
public final class ModelsCommand implements Runnable {
  private final RecordingFactory sessions;

  public ModelsCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new PricesPrinter(sessions).print(sessions.settings().models().prices());
  }
}
