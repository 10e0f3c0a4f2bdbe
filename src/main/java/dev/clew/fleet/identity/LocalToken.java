package dev.clew.fleet.identity;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Proves that a caller is the user whom the server belongs to: a file beside its store that this
/// user alone can read, made anew at each start. Who else reaches the port of this machine may
/// look.
///
/// @param text secret
public record LocalToken(Path file, String text) implements AutoCloseable {
  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;

  /// Makes one.
  ///
  /// @throws ClewError E073 when it cannot be written
  public static LocalToken create(Path store, RandomGenerator random) {
    Path file = file(store);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = "local_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      Files.deleteIfExists(file);
      try (FileChannel out = PrivateFiles.create(file)) {
        var _ = out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      }
      return new LocalToken(file, text);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, file + ": " + e.getMessage() + ".", e);
    }
  }

  /// The token of the server of a store; nothing where it is another user's, or there is none.
  public static Optional<String> read(Path store) {
    try {
      return Optional.of(Files.readString(file(store)).strip());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Path file(Path store) {
    return store.resolve("local-token");
  }

  /// Whether a header of HTTP has it.
  public boolean admits(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(SCHEME)
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.US_ASCII),
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  /// Removes the file.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, file + ": " + e.getMessage() + ".", e);
    }
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "LocalToken[" + file + "]";
  }
}
