package dev.clew.cli.model;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// Shows the prices by which costs are worked out.
@Command(
    name = "prices",
    description =
        "Show the prices of `[models.prices]`, in USD for a million tokens. A model without one has"
            + " no cost.",
    footer = {"  clew models prices", "  clew models prices -o json"})
public final class ModelsPricesCommand implements Runnable {
  private final RecordingFactory sessions;

  public ModelsPricesCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new PricesPrinter(sessions).print(sessions.settings().models().prices());
  }
}
