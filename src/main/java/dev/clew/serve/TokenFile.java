package dev.clew.serve;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import dev.clew.web.guard.BearerToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The digest of the token, in the directory of the store, for its owner alone. A store that has
/// one asks for the token at every start, until the file is removed.
record TokenFile(Path file, RandomGenerator random) {
  private static final int SHORTEST = 16;
  private static final int BYTES = 32;

  TokenFile(RandomGenerator random, Path store) {
    this(store.resolve("token"), random);
  }

  /// The token that clients need.
  ///
  /// @param wanted the token to set; empty takes the one that is there, or makes one
  /// @param made is given a token that was made
  /// @throws ClewError E053 when the token is too short, E073 when it cannot be kept
  Optional<BearerToken> settle(Optional<String> wanted, Consumer<String> made) {
    Optional<BearerToken> kept = read();
    if (wanted.isEmpty() || (wanted.get().isEmpty() && kept.isPresent())) {
      return kept;
    }
    String token = wanted.get();
    if (token.isEmpty()) {
      byte[] secret = new byte[BYTES];
      random.nextBytes(secret);
      token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
      made.accept(token);
    } else if (token.length() < SHORTEST) {
      throw new ClewError(ErrorCode.E053, "It has " + token.length() + " characters.");
    }
    BearerToken digest = BearerToken.of(token, random);
    write(digest);
    return Optional.of(digest);
  }

  private Optional<BearerToken> read() {
    try {
      return Files.exists(file)
          ? Optional.of(new BearerToken(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E053, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void write(BearerToken token) {
    Path store = Objects.requireNonNull(file.toAbsolutePath().getParent());
    try {
      PrivateFiles.createDirectories(store);
      Path written =
          Files.createTempFile(
              store,
              "token",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(written, token.text() + "\n");
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, file + ": " + e, e);
    }
  }
}
