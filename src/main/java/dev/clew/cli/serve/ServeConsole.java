package dev.clew.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.Browser;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.move.ImportPrinter;
import dev.clew.error.ErrorCode;
import dev.clew.serve.BoundAddress;
import dev.clew.serve.ServeListener;
import dev.clew.terminal.TerminalText;
import dev.clew.transfer.Import;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// What `clew serve` prints: for people on stderr, for programs one line of JSON on stdout.
///
/// @param opened the path of the page that is opened in the browser, empty for none
record ServeConsole(RecordingFactory sessions, long pid, String opened) implements ServeListener {
  @Override
  public void ready(String version, String store, List<BoundAddress> addresses, boolean people) {
    if (sessions.options().json()) {
      json(version, store, addresses);
    }
    if (people) {
      words(version, store, addresses);
    }
    if (!opened.isEmpty()) {
      new Browser(sessions.context().env()).open(addresses.getFirst().url() + opened);
    }
  }

  @Override
  public void imported(Import.Result result) {
    ImportPrinter.summary(sessions.context(), result);
  }

  private void words(String version, String store, List<BoundAddress> addresses) {
    say("clew " + version + "  store " + store);
    for (String purpose : List.of("page", "otlp", "prometheus")) {
      String urls = urls(purpose, addresses);
      if (!urls.isEmpty()) {
        say(purpose + "  " + urls);
      }
    }
    sessions.context().err().flush();
  }

  private static String urls(String purpose, List<BoundAddress> addresses) {
    return addresses.stream()
        .filter(each -> each.purpose().equals(purpose))
        .map(BoundAddress::url)
        .collect(Collectors.joining("  "));
  }

  private void say(String text) {
    sessions.context().err().print(TerminalText.plain(text) + "\n");
  }

  private void json(String version, String store, List<BoundAddress> addresses) {
    JsonOutput.object(
        sessions.context().out(),
        json -> {
          json.writeStringField("version", version);
          json.writeNumberField("pid", pid);
          json.writeStringField("store", store);
          json.writeArrayFieldStart("addresses");
          for (BoundAddress each : addresses) {
            address(json, each);
          }
          json.writeEndArray();
        });
  }

  private static void address(JsonGenerator json, BoundAddress address) throws IOException {
    json.writeStartObject();
    json.writeStringField("purpose", address.purpose());
    json.writeStringField("host", address.host());
    json.writeNumberField("port", address.port());
    json.writeStringField("url", address.url());
    json.writeEndObject();
  }

  @Override
  public void warn(ErrorCode code, String detail) {
    sessions.failures().warn(code, detail);
  }

  @Override
  public void token(String token) {
    say("token " + token + "  (it is shown this once; clients send Authorization: Bearer)");
    sessions.context().err().flush();
  }

  @Override
  public void log(String line) {
    say(line);
    sessions.context().err().flush();
  }
}
