package dev.clew.runs;

/// A run as its records name it.
///
/// @param attribute the attribute that does
/// @param rank the attribute's place in the list of those that can; the lowest counts
public record RunName(String name, String attribute, int rank) {}
