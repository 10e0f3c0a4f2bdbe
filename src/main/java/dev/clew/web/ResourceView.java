package dev.clew.web;

import java.util.Map;

/// A resource.
///
/// @param attributes values keep their types; bytes are base64
public record ResourceView(String service, Map<String, Object> attributes) {
  /// The number of the field of a `Resource` message that has its attributes.
  static final int ATTRIBUTES = 1;
}
