package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Egress;
import dev.clew.config.ModelSettings.Price;
import dev.clew.error.ClewError;
import dev.clew.model.ScriptedProvider.Refuse;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.RecordedSpans;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCallsTest {
  private static final String KEY = "sk-proj-4f8a6b2c9d1e7f3a5b8c";
  private static final Prices PRICES = new Prices(Map.of("quick", new Price(2, 10, 0.5, 2)));

  private ScriptedProvider server;
  private final RecordedSpans spans = new RecordedSpans();

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChatAnswer ask(Provider provider, String name, boolean capture) {
    var model =
        new ProviderModel(
            name,
            new ModelEndpoint(provider, server.address(), KEY, Egress.DIRECT),
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1)),
            capture,
            Clock.systemUTC());
    var calls = new ModelCalls(spans, new Redaction(List.of()), capture, PRICES, Clock.systemUTC());
    return calls.ask(
        model,
        ChatRequest.of("be brief", "tell me the WORD", ChatRequest.Options.DEFAULT),
        ModelCalls.callOf(model),
        Context.root(),
        ChatListener.NONE,
        new Cancellation());
  }

  @ParameterizedTest
  @EnumSource
  void aCallIsASpan(Provider provider) {
    server.then(new Say("the ANSWER", List.of(), new TokenUsage(1_000_000, 100_000, 200_000, 0)));

    ask(provider, "quick", false);

    SpanData span = spans.only();
    assertThat(span.getName()).isEqualTo("model.call quick");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().get(GenAi.SYSTEM)).isEqualTo(provider.label());
    assertThat(span.getAttributes().get(GenAi.PROVIDER)).isEqualTo(provider.label());
    assertThat(span.getAttributes().get(GenAi.OPERATION)).isEqualTo("chat");
    assertThat(span.getAttributes().get(GenAi.REQUEST_MODEL)).isEqualTo("quick");
    assertThat(span.getAttributes().get(GenAi.RESPONSE_MODEL)).startsWith("quick-2026");
    assertThat(span.getAttributes().get(GenAi.INPUT_TOKENS)).isEqualTo(1_000_000);
    assertThat(span.getAttributes().get(GenAi.OUTPUT_TOKENS)).isEqualTo(100_000);
    assertThat(span.getAttributes().get(GenAi.CACHE_READ_TOKENS)).isEqualTo(200_000);
    assertThat(span.getAttributes().get(GenAi.FINISH_REASONS)).containsExactly("stop");
    assertThat(span.getAttributes().get(GenAi.COST)).isEqualTo(0.8 * 2 + 0.2 * 0.5 + 0.1 * 10);
    assertThat(span.getAttributes().get(GenAi.SERVER_ADDRESS)).isEqualTo("127.0.0.1");
    assertThat(span.toString()).doesNotContain("WORD", "ANSWER", "be brief", KEY);
  }

  @ParameterizedTest
  @EnumSource
  void theContentIsInItWhereItIsWanted(Provider provider) {
    server.then(new Say("the ANSWER, password=hunter2hunter2"));

    ask(provider, "quick", true);

    SpanData span = spans.only();
    assertThat(span.getAttributes().get(GenAi.INPUT_MESSAGES))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"tell me the WORD\"}]}]");
    assertThat(span.getAttributes().get(GenAi.SYSTEM_INSTRUCTIONS)).contains("be brief");
    assertThat(span.getAttributes().get(GenAi.OUTPUT_MESSAGES))
        .contains("the ANSWER", "\"finish_reason\":\"stop\"")
        .doesNotContain("hunter2");
    assertThat(span.toString()).doesNotContain(KEY);
  }

  @Test
  void withoutAPriceThereIsNoCost() {
    server.then(new Say("fine"));

    ask(Provider.OPENAI, "other", false);

    assertThat(spans.only().getAttributes().get(GenAi.COST)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureIsOneOfTheSpan(boolean capture) {
    server.otherwise(
        _ -> new Refuse(400, Map.of(), "{\"error\":{\"message\":\"" + KEY + " the WORD\"}}"));

    assertThatThrownBy(() -> ask(Provider.OPENAI, "quick", capture)).isInstanceOf(ClewError.class);

    SpanData span = spans.only();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("E112");
    assertThat(span.toString()).doesNotContain(KEY);
    assertThat(span.getStatus().getDescription().contains("WORD")).isEqualTo(capture);
  }
}
