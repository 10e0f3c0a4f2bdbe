package dev.clew.store;

import static dev.clew.store.StoreTest.NOW;
import static dev.clew.store.StoreTest.bytes;
import static dev.clew.store.StoreTest.hex;
import static dev.clew.store.StoreTest.id;
import static dev.clew.store.StoreTest.resource;
import static dev.clew.store.StoreTest.spans;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.clew.otlp.codec.OtlpSignal;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The links of spans are found from both of their ends.
class LinksTest {
  private static final Resource RUN = resource("parallax.run.id", "r");

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    open(NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void open(long now) {
    store = Store.open(StoreTest.settings(directory), StoreTest.at(now), _ -> {});
  }

  private void add(Resource resource, Span... spans) {
    store.add(OtlpSignal.TRACES, spans(resource, spans).toByteArray()).toCompletableFuture().join();
  }

  private static Span span(long trace, long span, String name, Span.Link... links) {
    return StoreTest.span(trace, span, 0, name).toBuilder().addAllLinks(List.of(links)).build();
  }

  private static Span.Link link(long trace, long span) {
    return Span.Link.newBuilder()
        .setTraceId(ByteString.copyFrom(id(trace)))
        .setSpanId(ByteString.copyFrom(bytes(span)))
        .build();
  }

  private long run(String key) {
    return store.runs().byKey(key).orElseThrow().id();
  }

  private List<StoredLink> ofRun(String key) {
    List<StoredLink> links = new ArrayList<>();
    store.links().ofRun(run(key), 0, Long.MAX_VALUE, 100, links::add);
    return links;
  }

  private List<LinkingSpan> to(long trace, long span) {
    return store.links().to(id(trace), span, 100);
  }

  private long rows() throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("clew.db"));
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM links")) {
      return count.getLong(1);
    }
  }

  @Test
  void aLinkIsFoundFromBothEndsAcrossRuns() {
    add(RUN, span(1, 1, "launch"), span(2, 2, "session", link(1, 1), link(9, 9)));
    add(resource("parallax.run.id", "other"), span(3, 3, "report", link(1, 1)));

    assertThat(ofRun("r"))
        .extracting(StoredLink::span, StoredLink::toTrace, StoredLink::toSpan)
        .containsExactly(tuple(2L, hex(1), 1L), tuple(2L, hex(9), 9L));
    assertThat(to(1, 1))
        .extracting(LinkingSpan::traceId, LinkingSpan::name, LinkingSpan::run)
        .containsExactly(tuple(hex(2), "session", "r"), tuple(hex(3), "report", "other"));
    assertThat(to(1, 1).getFirst().duration()).isEqualTo(1000);
    assertThat(to(2, 2)).isEmpty();
  }

  @Test
  void linksOfATraceAndThoseStoredSinceAreShown() {
    add(RUN, span(1, 1, "a", link(5, 5)), span(2, 2, "b", link(5, 6)));
    add(RUN, span(1, 3, "c", link(5, 7)), span(1, 4, "without"));
    long trace = store.traces().byTraceId(id(1)).orElseThrow().id();

    List<StoredLink> links = new ArrayList<>();
    store.links().ofTrace(trace, 0, Long.MAX_VALUE, 100, links::add);
    assertThat(links).extracting(StoredLink::toSpan).containsExactly(5L, 7L);
    links.clear();
    store.links().ofRun(run("r"), 2, 3, 100, links::add);
    assertThat(links).extracting(StoredLink::toSpan).containsExactly(7L);
    links.clear();
    store.links().ofRun(run("r"), 0, Long.MAX_VALUE, 1, links::add);
    assertThat(links).extracting(StoredLink::toSpan).containsExactly(5L);
  }

  @Test
  void linksThatLeadNowhereAndRepeatedOnesAreLeftOut() {
    Span.Link noSpan = link(7, 7).toBuilder().clearSpanId().build();
    Span.Link odd = link(7, 7).toBuilder().setTraceId(ByteString.copyFromUtf8("odd")).build();
    add(
        RUN,
        span(1, 1, "a", Span.Link.getDefaultInstance(), link(0, 7), noSpan, odd, link(7, 0)),
        span(2, 2, "b", link(7, 7), link(7, 7)));

    assertThat(ofRun("r")).extracting(StoredLink::span).containsExactly(2L);
    assertThat(to(7, 7)).extracting(LinkingSpan::name).containsExactly("b");
  }

  @Test
  void ofManyLinksTheFirstAreFound() throws Exception {
    Span.Link[] links = new Span.Link[10_000];
    for (int i = 0; i < links.length; i++) {
      links[i] = link(i + 1, 1);
    }
    add(RUN, span(1, 1, "batch", links));

    assertThat(rows()).isEqualTo(1000);
    assertThat(to(1000, 1)).hasSize(1);
    assertThat(to(1001, 1)).isEmpty();
  }

  @Test
  void ofARequestWithMoreTheFirstHundredThousandAreFound() throws Exception {
    Span.Link[] links = new Span.Link[1_000];
    for (int i = 0; i < links.length; i++) {
      links[i] = link(i + 1, 1);
    }
    Span[] batches = new Span[110];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = span(1, i + 1, "batch", links);
    }
    add(RUN, batches);
    assertThat(rows()).isEqualTo(100_000);
    add(RUN, span(2, 2, "of the next one", link(7, 7)));

    assertThat(to(7, 7)).hasSize(1);
  }

  @Test
  void linksFollowTheirTraceIntoTheRunThatItTurnsOutToBelongTo() {
    Resource none = resource("service.name", "api");
    add(none, span(1, 1, "early", link(5, 5)));
    assertThat(ofRun(hex(1))).hasSize(1);
    add(RUN, StoreTest.span(1, 2, 1, "named"));

    assertThat(ofRun("r")).extracting(StoredLink::toSpan).containsExactly(5L);
    assertThat(to(5, 5)).extracting(LinkingSpan::run).containsExactly("r");
  }

  @Test
  void linksGoWithTheirRun() throws Exception {
    Span[] many = new Span[6_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = span(1, i + 1, "n", link(5, i + 1));
    }
    add(RUN, many);
    add(resource("parallax.run.id", "small"), span(2, 2, "s", link(5, 5)));
    assertThat(to(5, 5)).hasSize(2);
    store.close();
    open(NOW + Duration.ofDays(2).toNanos());
    add(resource("parallax.run.id", "stays"), span(3, 3, "t", link(5, 5)));

    store
        .retention()
        .apply(
            new Retention.Limits(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE),
            false,
            () -> false);

    assertThat(to(5, 5)).extracting(LinkingSpan::run).containsExactly("stays");
    assertThat(rows()).isEqualTo(1);
  }
}
