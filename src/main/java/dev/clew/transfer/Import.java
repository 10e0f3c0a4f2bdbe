package dev.clew.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.RunId;
import dev.clew.runs.RunNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings OTLP of any origin in: into run files, or to a backend.
public final class Import {
  private Import() {}

  /// Something to import.
  ///
  /// @param name as the user gave it
  public record Source(String name, Opener opener) {
    /// Opens it.
    @FunctionalInterface
    public interface Opener {
      InputStream open() throws IOException;
    }
  }

  /// What was imported.
  ///
  /// @param runs their ids; empty when a backend has them
  /// @param tally how many records of each signal were read
  /// @param damages what was passed over
  /// @param rejected records that the backend did not take
  /// @param reasons why it did not
  /// @param backend that has the records now; empty where files have them
  public record Result(
      Set<String> runs,
      RecordCounts tally,
      Damages damages,
      long rejected,
      List<String> reasons,
      String backend) {
    public Result {
      reasons = List.copyOf(reasons);
    }

    /// Whether everything was taken.
    public boolean isComplete() {
      return rejected == 0 && damages.count() == 0;
    }
  }

  /// Imports into run files: all of it or nothing.
  ///
  /// @param names the attributes that name a run
  /// @param only the run that all records are to be put into
  /// @throws ClewError E023, E024, E045, E065, E066
  public static Result intoFiles(
      List<Source> sources, Home home, RunNames names, Optional<String> only, boolean force) {
    if (only.isPresent() && !RunId.isValid(only.get())) {
      throw new ClewError(ErrorCode.E024, "--as " + only.get());
    }
    try (ImportedRuns runs = new ImportedRuns(home, force)) {
      RecordCounts tally = new RecordCounts();
      RunSplitter splitter = new RunSplitter(new RunKeys(names), only, runs);
      Damages damages = read(sources, tally, splitter);
      return new Result(runs.keep(), tally, damages, 0, List.of(), "");
    } catch (UncheckedIOException e) {
      throw new ClewError(ErrorCode.E023, home.root() + ": " + e.getCause(), e);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, home.root() + ": " + e, e);
    }
  }

  /// A place that takes requests, and says at the end how many of their records it rejected.
  public interface Backend extends RequestSink {
    /// Sends what is left.
    long finish() throws IOException;

    /// Why records were rejected, as far as the backend said it.
    default List<String> reasons() {
      return List.of();
    }

    /// What people call it; empty for the store of this process.
    default String name() {
      return "";
    }
  }

  /// Imports into a backend.
  ///
  /// @throws ClewError E065, and what the backend throws
  public static Result into(List<Source> sources, Backend backend) {
    RecordCounts tally = new RecordCounts();
    Damages damages = read(sources, tally, backend);
    try {
      long rejected = backend.finish();
      return new Result(Set.of(), tally, damages, rejected, backend.reasons(), backend.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return what was passed over
  private static Damages read(List<Source> sources, RecordCounts tally, RequestSink sink) {
    var damages = new Damages();
    for (Source source : sources) {
      damages.file(source.name());
      long before = damages.count();
      try (InputStream in = source.opener().open()) {
        RequestSink counting = (signal, protobuf) -> handOn(sink, tally, signal, protobuf);
        if (!OtlpInput.read(in, counting, damages)) {
          throw new ClewError(ErrorCode.E065, source.name() + ": no OTLP." + why(damages, before));
        }
      } catch (IOException e) {
        throw new ClewError(ErrorCode.E065, source.name() + ": " + reason(e), e);
      }
    }
    return damages;
  }

  /// The first damage of a file of which nothing was taken.
  private static String why(Damages damages, long before) {
    List<Damages.Damage> first = damages.first();
    return before < first.size() ? " " + first.get((int) before).describe() + "." : "";
  }

  /// A sink that fails is no fault of what is read.
  private static void handOn(
      RequestSink sink, RecordCounts tally, OtlpSignal signal, byte[] protobuf) {
    try {
      tally.add(signal, protobuf);
      sink.accept(signal, protobuf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file.";
      case AccessDeniedException _ -> "permission denied.";
      case JsonProcessingException json ->
          json.getOriginalMessage()
              + (json.getLocation() == null
                  ? "."
                  : " (line " + json.getLocation().getLineNr() + ").");
      default -> e.getMessage() + ".";
    };
  }
}
