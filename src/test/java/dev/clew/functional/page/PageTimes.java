package dev.clew.functional.page;

import com.microsoft.playwright.Page;
import dev.clew.bench.Results;
import dev.clew.bench.Row;
import dev.clew.functional.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures how long the page of a run of 100,000 spans takes until its waterfall can be used, from
/// the moment its address is entered. No test: `bench/page` runs it.
class PageTimes {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

  /// Milliseconds since the page's address was entered: until spans were asked for, until their
  /// answer began and ended, until their rows were there, and until the browser had time for
  /// whoever uses it.
  private static final String READY =
      """
      () => {
        const view = document.querySelector('clew-page')?.shadowRoot?.querySelector('clew-run-view');
        const rows = view?.shadowRoot?.querySelector('clew-waterfall')?.shadowRoot?.querySelectorAll('.name');
        if (!rows || rows.length < 2) return false;
        const spans = performance.getEntriesByType('resource').find((it) => it.name.includes('/spans'));
        return [spans.requestStart, spans.responseStart, spans.responseEnd, performance.now()];
      }
      """;

  private static final String IDLE =
      """
      () => new Promise((done) => requestIdleCallback(() => done(performance.now())))
      """;

  @TempDir Path home;

  @Test
  void table() throws IOException, InterruptedException {
    try (Server server = new Server(home, 0);
        Browser browser = new Browser()) {
      LargeRun.send(server.otlp());
      double[][] times = new double[5][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        Page page = browser.open(server.page() + "/runs/" + LargeRun.ID);
        String[] parts = page.waitForFunction(READY).jsonValue().toString().split("[^0-9.]+");
        for (int i = 0; i < 4; i++) {
          times[i][round] = Double.parseDouble(parts[i + 1]);
        }
        times[4][round] = ((Number) page.evaluate(IDLE)).doubleValue();
        page.close();
      }
      print(times);
    }
  }

  private static void print(double[][] times) throws IOException {
    List<Row> rows = new ArrayList<>();
    String[] names = {
      "spans are asked for", "first byte of spans", "last byte of spans", "rows are there", "idle"
    };
    System.out.println("| page of 100,000 spans | first | median | slowest after it |");
    System.out.println("|---|---|---|---|");
    for (int i = 0; i < names.length; i++) {
      double[] sorted = Arrays.copyOfRange(times[i], 1, ROUNDS);
      rows.add(
          Row.alone("page of 100,000 spans: " + names[i], "ms", Row.Better.LESS, sorted.clone()));
      Arrays.sort(sorted);
      System.out.printf(
          "| %s | %.0f ms | %.0f ms | %.0f ms |%n",
          names[i], times[i][0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
    Results.add(Program.path().toRealPath(), rows);
  }
}
