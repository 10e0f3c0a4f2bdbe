package dev.clew.permission;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.clew.agent.PermissionMemory;
import dev.clew.agent.PermissionRule.Effect;
import dev.clew.agent.ToolUse;
import dev.clew.content.Sha256;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The decisions that hold until they are revoked, each in a file of its own. Its name is the
/// SHA-256 of the workspace, the tool's name, what the tool is and what it is called with, so that
/// a decision is about this very use: no pattern can match more than the user has seen, and nothing
/// of a repository is read. Files are read anew for each use.
public final class RememberedPermissions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";
  private static final int SHORTEST = 4;

  /// Of what is hashed.
  private static final int VERSION = 1;

  private final Path directory;
  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /// @param directory of the files
  /// @param redaction takes secrets out of what people are shown later
  public RememberedPermissions(Path directory, Clock clock, UnaryOperator<String> redaction) {
    this.directory = directory;
    this.clock = clock;
    this.redaction = redaction;
  }

  /// Those of one workspace.
  ///
  /// @param warnings is told of a decision that cannot be kept
  public PermissionMemory in(Path workspace, BiConsumer<ErrorCode, String> warnings) {
    String place = real(workspace);
    return new PermissionMemory() {
      @Override
      public @Nullable Effect recall(ToolUse use) {
        Effect exact = effect(id(place, use, false));
        Effect any = effect(id(place, use, true));
        return exact == Effect.DENY || any == null ? exact : any;
      }

      @Override
      public boolean keep(ToolUse use, boolean allowed, boolean anyArguments) {
        try {
          write(
              new RememberedPermission(
                  id(place, use, anyArguments),
                  allowed ? Effect.ALLOW : Effect.DENY,
                  use.tool(),
                  anyArguments ? null : redaction.apply(use.subject()),
                  place,
                  clock.instant().truncatedTo(ChronoUnit.SECONDS)));
          return true;
        } catch (IOException e) {
          warnings.accept(
              ErrorCode.E023,
              directory + " cannot be written (" + e.getMessage() + "): the answer holds for now");
          return false;
        }
      }
    };
  }

  /// Where a link leads to counts, not its name.
  private static String real(Path workspace) {
    try {
      return workspace.toRealPath().toString();
    } catch (IOException missing) {
      return workspace.toAbsolutePath().normalize().toString();
    }
  }

  private static String id(String workspace, ToolUse use, boolean anyArguments) {
    ArrayNode key = JSON.createArrayNode().add(VERSION).add(workspace).add(use.tool());
    use.origin().forEach(key.addArray()::add);
    if (!anyArguments) {
      use.arguments().forEach(key.addArray()::add);
    }
    return Sha256.hex(key.toString().getBytes(StandardCharsets.UTF_8), Sha256.LENGTH);
  }

  private @Nullable Effect effect(String id) {
    RememberedPermission known = read(id);
    return known == null ? null : known.effect();
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }

  /// @return null where there is none
  private @Nullable RememberedPermission read(String id) {
    Path file = file(id);
    try {
      return RememberedPermission.of(id, JSON.readTree(Files.readString(file)));
    } catch (NoSuchFileException nothing) {
      return null;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E108, file + " is not as Clew has written it.", e);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E108, file + ": " + e.getMessage(), e);
    }
  }

  private void write(RememberedPermission permission) throws IOException {
    Path file = file(permission.id());
    Path written = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel = PrivateFiles.create(written)) {
        ByteBuffer bytes =
            ByteBuffer.wrap(
                (permission.json().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /// All of them, the newest first.
  ///
  /// @throws ClewError E108 when they cannot be read
  public List<RememberedPermission> all() {
    List<RememberedPermission> all = new ArrayList<>();
    for (String id : ids()) {
      RememberedPermission one = read(id);
      if (one != null) {
        all.add(one);
      }
    }
    all.sort(
        Comparator.comparing(RememberedPermission::decided)
            .reversed()
            .thenComparing(RememberedPermission::id));
    return all;
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9a-f]*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        ids.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    } catch (NoSuchFileException nothing) {
      return ids;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E108, directory + ": " + e.getMessage(), e);
    }
    return ids;
  }

  /// Forgets a decision: the next time it is asked for again.
  ///
  /// @param given its id, or the start of it
  /// @return its id
  /// @throws ClewError E107 when it names none, or several; E023 when it cannot be removed
  public String revoke(String given) {
    List<String> all = ids();
    List<String> found =
        given.length() < SHORTEST
            ? List.of()
            : all.stream().filter(each -> each.startsWith(given)).toList();
    if (found.size() != 1) {
      throw new ClewError(
          ErrorCode.E107,
          found.isEmpty()
              ? "\"" + given + "\"; there are " + (all.isEmpty() ? "none." : all.size() + ".")
              : "\"" + given + "\" is the start of " + found.size() + " ids.");
    }
    Path file = file(found.getFirst());
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + " cannot be removed: " + e.getMessage(), e);
    }
    return found.getFirst();
  }
}
