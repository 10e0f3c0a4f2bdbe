package dev.clew.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A tool as a model is told of it.
///
/// @param name letters, digits, `_` and `-`, at most 64
/// @param schema JSON Schema of its arguments, an object
public record ToolSpec(String name, String description, ObjectNode schema) {}
