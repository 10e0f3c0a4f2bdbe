package dev.clew.fleet.deploy;

import java.util.Map;

/// A machine as a place for replicas.
///
/// @param ready whether it takes more
/// @param kept whether what is there may stay
public record Spot(String node, Map<String, String> labels, boolean ready, boolean kept) {}
