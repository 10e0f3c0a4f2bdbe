package dev.clew.console;

/// Takes down what the operator does.
public interface Trail {
  /// Nothing is taken down.
  Trail NONE =
      new Trail() {
        @Override
        public void show(String screen) {}

        @Override
        public void happened(Deed deed) {}
      };

  /// Something that the operator does on a screen, at the time of the call.
  ///
  /// @param name `select` or `confirm`
  /// @param what the id of a run, or the name of a thing on the screen; nothing that was typed
  record Deed(String name, String what) {}

  /// The operator comes to a screen, from the one before.
  ///
  /// @param screen its name
  void show(String screen);

  void happened(Deed deed);
}
