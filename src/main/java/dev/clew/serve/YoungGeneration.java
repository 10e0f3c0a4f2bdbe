package dev.clew.serve;

import org.graalvm.nativeimage.RuntimeOptions;

/// The part of the native binary's heap where objects begin. A small one keeps commands that record
/// small (application.properties); a daemon that takes many large requests at a time would collect
/// most of its time.
final class YoungGeneration {
  private static final long BYTES = 64 << 20;

  private YoungGeneration() {}

  /// Makes it large enough for a daemon; a JVM finds that by itself.
  static void enlarge() {
    if ("runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
      RuntimeOptions.set("MaxNewSize", BYTES);
    }
  }
}
