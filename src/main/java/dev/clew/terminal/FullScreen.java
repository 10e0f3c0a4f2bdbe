package dev.clew.terminal;

/// The sequences that give a full-screen program the terminal and give it back, which xterm and
/// every terminal since share.
public final class FullScreen {
  /// A screen of its own without a cursor; wheel and buttons are reported (SGR form).
  public static final String ENTER =
      "\u001b[?1049h\u001b[?25l\u001b[?1000h\u001b[?1006h\u001b[2J\u001b[H";

  /// What was there before, with the cursor and without the mouse.
  public static final String LEAVE = "\u001b[0m\u001b[?1006l\u001b[?1000l\u001b[?25h\u001b[?1049l";

  /// Empties the screen.
  public static final String CLEAR = "\u001b[0m\u001b[2J\u001b[H";

  private FullScreen() {}
}
