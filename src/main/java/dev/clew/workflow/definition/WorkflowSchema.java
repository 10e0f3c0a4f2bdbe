package dev.clew.workflow.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The [JSON Schema](https://json-schema.org/draft/2020-12) of workflow files.
public final class WorkflowSchema {
  private WorkflowSchema() {}

  /// The schema's text.
  public static String text() {
    try (InputStream in = WorkflowSchema.class.getResourceAsStream("/workflow.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("workflow.schema.json is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
