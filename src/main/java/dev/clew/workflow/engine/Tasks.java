package dev.clew.workflow.engine;

/// The ids of tasks: that of the node, with the index of an item in brackets.
public final class Tasks {
  private Tasks() {}

  static String of(String node, int item) {
    return node + "[" + item + "]";
  }

  /// The node of a task.
  public static String node(String task) {
    int bracket = task.indexOf('[');
    return bracket < 0 ? task : task.substring(0, bracket);
  }

  /// The item of a task; -1 for the node itself.
  public static int item(String task) {
    int bracket = task.indexOf('[');
    return bracket < 0 ? -1 : Integer.parseInt(task.substring(bracket + 1, task.length() - 1));
  }
}
