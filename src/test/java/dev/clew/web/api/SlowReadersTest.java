package dev.clew.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReadersTest {
  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final BlockingQueue<Promise<Void>> writes = new LinkedBlockingQueue<>();
  private final HttpServerResponse response =
      (HttpServerResponse)
          Proxy.newProxyInstance(
              HttpServerResponse.class.getClassLoader(),
              new Class<?>[] {HttpServerResponse.class},
              (_, method, _) -> {
                if (method.getName().equals("write")) {
                  Promise<Void> write = Promise.promise();
                  writes.add(write);
                  return write.future();
                }
                assertThat(method.getName()).isEqualTo("reset");
                ended.countDown();
                return true;
              });

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aReaderThatTakesNothingIsDisconnected() throws Exception {
    var readers = new SlowReaders(vertx, 1);
    try (var _ = readers.enter(response, OutputStream.nullOutputStream())) {
      ended.await();
    }
  }

  @Test
  void aPlaceIsFreeAgainAfterTheAnswer() throws Exception {
    var readers = new SlowReaders(vertx, Long.MAX_VALUE);
    List<OutputStream> open = new ArrayList<>();
    for (int i = 0; i < SlowReaders.MOST; i++) {
      open.add(readers.enter(response, OutputStream.nullOutputStream()));
    }
    assertThatThrownBy(() -> readers.enter(response, OutputStream.nullOutputStream()))
        .isInstanceOf(ClewError.class);
    open.getFirst().close();
    readers.enter(response, OutputStream.nullOutputStream()).close();
  }

  @Test
  void nothingIsWrittenBeforeTheConnectionHasTakenWhatWas() throws Exception {
    var begin = new ByteArrayOutputStream();
    var readers = new SlowReaders(vertx, Long.MAX_VALUE);
    try (var out = readers.enter(response, begin)) {
      var writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 3; i++) {
                    out.write(new byte[100]);
                  }
                } catch (IOException gone) {
                  throw new UncheckedIOException(gone);
                }
              });
      Promise<Void> first = writes.take();
      assertThat(begin.size()).isEqualTo(100);
      assertThat(writes).isEmpty();
      assertThat(writer).isNotDone();
      first.complete();
      writes.take().fail("closed");
      assertThatThrownBy(writer::join).hasRootCauseMessage("closed");
    }
  }
}
