package dev.clew.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.audit.AuditEvent;
import dev.clew.runs.remote.ApiClient;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Prints audit events as they come.
final class AuditPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TYPE = 13;
  private static final int IDENTITY = 10;

  private final CliContext context;
  private final boolean json;
  private final Palette palette;
  private final FleetTimes times;
  private boolean any;

  AuditPrinter(RecordingFactory sessions) {
    this.context = sessions.context();
    this.json = sessions.options().json();
    this.palette = sessions.options().palette(context);
    this.times = new FleetTimes(context);
  }

  void print(ApiClient.Stream from, boolean follow) {
    boolean array = json && !follow;
    if (array) {
      context.out().print("[");
    }
    try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          event(line, array);
          context.out().flush();
        }
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E063, String.valueOf(e.getMessage()), e);
    }
    if (array) {
      context.out().print("]\n");
    } else if (!json && !any) {
      context.say("no such events");
    }
    context.out().flush();
  }

  private void event(String line, boolean array) throws IOException {
    if (json) {
      context.out().print((array && any ? "," : "") + line + (array ? "" : "\n"));
    } else {
      text(JSON.readValue(line, AuditEvent.class));
    }
    any = true;
  }

  private void text(AuditEvent event) {
    String payload =
        new TreeMap<>(event.payload())
            .entrySet().stream()
                .map(each -> palette.dim(each.getKey() + "=") + TerminalText.plain(each.getValue()))
                .collect(Collectors.joining("  "));
    context
        .out()
        .print(
            palette.dim(times.clock(event.ts()))
                + "  "
                + DisplayWidth.column(TerminalText.plain(event.type()), TYPE)
                + "  "
                + DisplayWidth.column(TerminalText.plain(event.identity()), IDENTITY)
                + "  "
                + payload
                + "\n");
  }
}
