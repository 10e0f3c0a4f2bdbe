package dev.clew.model;

/// A tool that a model wants to be called.
///
/// @param id by which its result is known
/// @param arguments a JSON object as the model wrote it, which may be malformed
public record ToolCall(String id, String name, String arguments) {}
