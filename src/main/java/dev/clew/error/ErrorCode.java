package dev.clew.error;

import java.util.Arrays;
import java.util.Locale;

/// The closed set of errors that a user can meet. Each has a page `docs/errors/E0NN.md`, which
/// `clew explain` prints and which has its texts; a test keeps pages and codes in step.
public enum ErrorCode {
  // Settings and files of settings
  E001(2),
  E002,
  E003,
  E004,
  E005,
  E006,
  E007,
  E010,
  E011,
  E012,
  E013,
  E014,
  E015,
  E016,
  E017,
  E018,
  // Runs, spans and workspaces
  E020,
  E021,
  E022,
  E023,
  E024,
  E025,
  E026,
  E027,
  E028,
  // Commands
  E030(127),
  E031(126),
  E032,
  E033,
  // Recording and delivery
  E040,
  E041,
  E042(2),
  E043,
  E044,
  E045,
  E046,
  E047,
  // The daemon's ports
  E050,
  E051,
  E052,
  E053,
  E054,
  // Backends and transfer
  E060,
  E061,
  E062,
  E063,
  E064,
  E065,
  E066,
  E067,
  // The store
  E070,
  E071,
  E072,
  E073,
  E074,
  E077,
  // The network
  E080,
  // Containers
  E090,
  E091,
  E092,
  E093,
  E094,
  E095,
  E096,
  E097,
  // Clew itself
  E099,
  // Workflows
  E100(2),
  E101,
  E102,
  E103(2),
  E104,
  E105,
  E106,
  E107,
  E108,
  // Models, MCP and agents
  E110,
  E111,
  E112,
  E113,
  E114,
  E115,
  E116,
  E117,
  E118,
  E119,
  // The fleet
  E120,
  E121,
  E122,
  E123,
  E124,
  E125,
  E126,
  E127(2),
  E128,
  E129,
  E130,
  E131,
  E132(2),
  E133,
  E134;

  private final int exitCode;

  ErrorCode() {
    this(1);
  }

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  /// The code of a name, in any case.
  ///
  /// @throws ClewError E042 for any other text
  public static ErrorCode named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(each -> each.name().equals(upper))
        .findFirst()
        .orElseThrow(() -> new ClewError(E042, "\"" + name + "\" is no error code"));
  }

  /// What is wrong, in a few words: the title of the page.
  public String headline() {
    return ErrorPages.headline(this);
  }

  /// What the user can do about it, in a sentence: the page's first paragraph on that.
  public String whatToTry() {
    return ErrorPages.whatToTry(this);
  }

  /// The exit code of a command that ends with this error.
  public int exitCode() {
    return exitCode;
  }
}
