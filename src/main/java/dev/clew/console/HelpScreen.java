package dev.clew.console;

import java.util.List;

/// All keys.
record HelpScreen(DetailScreen text) implements Screen {
  private static final List<String> TEXT =
      """
      Everywhere
        ↑ ↓  j k         one row            PgUp PgDn    one page
        Home End  g G    first, last        Enter        open
        Esc  q           back; at the top q ends the console
        w  s             workspaces, settings
        ?                this help          Ctrl-C       end the console
        Ctrl-Z           suspend; fg goes on
        Ctrl-L           draw the screen anew
        wheel, click     scroll, select, open; Shift selects text

      Runs
        /                filter: words of the state, id, name or service
        Space            mark a run to compare, at most two
        c                compare; a single run with its last good one

      Run
        Tab  1 2 3 4     spans, log, events, metrics
        /                search the log; n N: next and previous match
        f                follow the log while the run goes on
        ← →              move long lines sideways
        Enter            everything about a span, record, event or metric

      Workspaces
        Enter  l         launch; where a launch goes on, show it
        n                make a new one
        e  d             edit, delete

      A form
        ↑ ↓  Tab         field before, next
        Enter            next field; in the environment a new line
        Ctrl-S           save                Esc       leave

      Launch
        ↑ ↓ ← →          the output          Enter     the run
        x                stop with INT; x again kills
        r                launch again

      Settings
        /                filter: words of the key, value or origin"""
          .lines()
          .toList();

  static HelpScreen of() {
    return new HelpScreen(DetailScreen.of("help", TEXT));
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String title() {
    return "help";
  }

  @Override
  public String keys() {
    return text.keys();
  }

  @Override
  public Step on(Input input, Size size) {
    if (input.is(Input.Key.ESCAPE)) {
      return new Step.Back();
    }
    return text.on(input, size) instanceof Step.Stay(DetailScreen next, _)
        ? Step.stay(new HelpScreen(next))
        : Step.stay(this);
  }

  @Override
  public Note note() {
    return Note.NONE;
  }

  @Override
  public void draw(Canvas canvas) {
    text.draw(canvas);
  }
}
