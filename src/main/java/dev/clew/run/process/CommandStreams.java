package dev.clew.run.process;

import java.io.OutputStream;
import java.nio.file.Path;

/// Streams of a command that has none of Clew's.
///
/// @param input the file that it reads, such as `/dev/null`
/// @param out takes its standard output, on one thread, and is closed at its end
/// @param err takes its standard error, on another
public record CommandStreams(Path input, OutputStream out, OutputStream err) {}
