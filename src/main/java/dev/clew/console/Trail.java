package dev.clew.console;

import io.opentelemetry.api.trace.SpanContext;

/// Takes down what the operator does.
public interface Trail {
  /// Nothing is taken down.
  ///
  /// @param outside the span that the console was started in; invalid where there is none
  static Trail none(SpanContext outside) {
    return new Trail() {
      @Override
      public void show(String screen) {}

      @Override
      public void happened(Deed deed) {}

      @Override
      public SpanContext here() {
        return outside;
      }
    };
  }

  /// Something that the operator does on a screen, at the time of the call.
  ///
  /// @param name `select`, `confirm` or `launch`
  /// @param what the id of a run, or the name of a thing on the screen; nothing that was typed
  record Deed(String name, String what) {}

  /// The operator comes to a screen, from the one before.
  ///
  /// @param screen its name
  void show(String screen);

  void happened(Deed deed);

  /// The span of the screen that is seen, to which a launch is linked.
  SpanContext here();
}
