package dev.clew.fleet.node;

/// What an agent says of itself every other second.
///
/// @param incarnation one start of the agent
/// @param load of the machine, runnable processes in the last minute
/// @param memoryUsed in bytes
/// @param running tasks
/// @param ending whether it takes no more, and ends when its tasks have
/// @param leaving whether it has ended in order
public record Beat(
    String node,
    String incarnation,
    double load,
    long memoryUsed,
    int running,
    boolean ending,
    boolean leaving) {
  /// The subject of a node's beats.
  public static String subject(String node) {
    return "clew.beat." + node;
  }

  /// All nodes' beats.
  public static final String SUBJECTS = "clew.beat.*";

  /// How often a beat comes.
  public static final long MILLIS = 2000;

  /// A node of which nothing was heard for so long takes no jobs.
  public static final long SILENT_MILLIS = 7000;

  /// The tasks of a node of which nothing was heard for so long are lost.
  public static final long LOST_MILLIS = 30_000;
}
