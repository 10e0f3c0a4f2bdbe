package dev.clew.fleet.deploy;

import java.util.Map;

/// A machine as a place for replicas.
///
/// @param ready whether it takes more
/// @param kept whether what is there may stay
/// @param address at which others reach it
public record Spot(
    String node, Map<String, String> labels, boolean ready, boolean kept, String address) {}
