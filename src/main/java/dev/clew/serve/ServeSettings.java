package dev.clew.serve;

import java.nio.file.Path;
import java.util.List;

/// What `clew serve` was asked for.
///
/// @param hosts addresses to bind
/// @param port of the page and the API; 0 takes a free one
/// @param otlpPorts of the receivers, each for every protocol; 0 takes a free one
/// @param store the directory of the database
public record ServeSettings(List<String> hosts, int port, List<Integer> otlpPorts, Path store) {}
