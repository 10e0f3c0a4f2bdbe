package dev.clew.workflow.node;

import java.io.OutputStream;

/// Shows people what nodes write.
public interface NodeStreams {
  /// Opens a stream of a task.
  ///
  /// @param error whether it is the standard error
  /// @return takes bytes on one thread, and is closed at the end
  OutputStream open(String task, boolean error);
}
