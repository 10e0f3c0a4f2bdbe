package dev.clew.model;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;

/// The body of an answer, up to 64 MiB of it.
public final class LimitedBody {
  private static final long LARGEST = 64L << 20;

  private final BufferedSource source;

  /// @param response that is closed by the caller
  public LimitedBody(Response response) {
    this.source =
        Okio.buffer(
            new ForwardingSource(Objects.requireNonNull(response.body()).source()) {
              private long rest = LARGEST;

              @Override
              public long read(Buffer sink, long most) throws IOException {
                long read = super.read(sink, most);
                rest -= Math.max(read, 0);
                if (rest < 0) {
                  throw new TooLong();
                }
                return read;
              }
            });
  }

  /// All of it.
  public String text() throws IOException {
    return source.readUtf8();
  }

  BufferedSource source() {
    return source;
  }

  /// The body goes on behind the limit.
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
