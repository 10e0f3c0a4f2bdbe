package dev.clew.transfer;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpJsonWriter;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.posix.PrivateFiles;
import dev.clew.runfile.DeliveryCheckpoint;
import dev.clew.runfile.RunFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;

/// Writes the run files of an import. They lie apart until all of them are whole; then they take
/// their places among the runs. Closed before that, nothing of them remains.
final class ImportedRuns implements RunSplitter.RunSink, Closeable {
  /// More runs than this are too many for files.
  static final int MAX_RUNS = 1000;

  private static final int OPEN = 64;

  private final Home home;
  private final Path directory;
  private final boolean force;
  private final Set<String> runs = new TreeSet<>();
  private final LinkedHashMap<String, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
  private OutputStream current = OutputStream.nullOutputStream();
  private final OtlpJsonWriter json =
      new OtlpJsonWriter(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              current.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              current.write(bytes, from, length);
            }
          });

  /// @param force whether runs that are there are replaced
  ImportedRuns(Home home, boolean force) throws IOException {
    this.home = home;
    this.force = force;
    Path all = home.root().resolve("data/import");
    PrivateFiles.createDirectories(all);
    this.directory = Files.createTempDirectory(all, "");
  }

  @Override
  public void accept(String run, OtlpSignal signal, byte[] protobuf) throws IOException {
    if (runs.add(run)) {
      admit(run);
    }
    current = Channels.newOutputStream(channel(run));
    json.write(protobuf, 0, protobuf.length, "Request." + signal.label());
    json.raw("\n");
    json.flush();
  }

  private void admit(String run) throws IOException {
    check(run);
    if (runs.size() > MAX_RUNS) {
      throw new ClewError(
          ErrorCode.E065,
          "It has records of more than "
              + MAX_RUNS
              + " runs, most of them traces without a run id. Import it into a backend with --server,"
              + " or as one run with --as.");
    }
  }

  /// @throws ClewError when there is a run of that id that is not to be replaced
  private void check(String run) throws IOException {
    Path target = target(run);
    Path spool = home.spool().resolve(target.getFileName());
    for (Path file : new Path[] {target, spool}) {
      if (Files.exists(file) && RunFile.isOwned(file)) {
        throw new ClewError(ErrorCode.E045, file + " is locked by another process.");
      }
    }
    if (Files.exists(spool) || (!force && Files.exists(target))) {
      String there = Files.exists(spool) ? spool + ", and awaits delivery" : target.toString();
      throw new ClewError(ErrorCode.E066, run + " is in " + there + ".");
    }
  }

  private Path target(String run) {
    return home.runs().resolve(run + ".jsonl");
  }

  private FileChannel channel(String run) throws IOException {
    FileChannel known = open.get(run);
    if (known != null) {
      return known;
    }
    if (open.size() == OPEN) {
      var eldest = open.pollFirstEntry();
      eldest.getValue().close();
    }
    FileChannel channel = PrivateFiles.append(directory.resolve(run + ".jsonl"));
    open.put(run, channel);
    return channel;
  }

  /// Puts the files where runs are kept.
  ///
  /// @return their ids
  Set<String> keep() throws IOException {
    closeAll();
    for (String run : runs) {
      check(run);
    }
    PrivateFiles.createDirectories(home.runs());
    for (String run : runs) {
      Path target = target(run);
      Files.deleteIfExists(DeliveryCheckpoint.of(target));
      Files.move(directory.resolve(target.getFileName()), target, StandardCopyOption.ATOMIC_MOVE);
    }
    return runs;
  }

  private void closeAll() throws IOException {
    for (FileChannel channel : open.values()) {
      channel.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    closeAll();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
