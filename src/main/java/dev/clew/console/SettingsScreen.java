package dev.clew.console;

import dev.clew.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings that count, with where each came from, as `clew config` shows them.
///
/// @param isRead whether they have been read
/// @param filter empty text for none
/// @param typing whether the filter is being typed
/// @param failure of reading, empty where it went well
record SettingsScreen(
    List<Settings.Value> values,
    boolean isRead,
    ListCursor cursor,
    TextField filter,
    boolean typing,
    String failure)
    implements Screen {
  private static final int HEADING = 1;
  private static final int ORIGIN = 22;

  static SettingsScreen of() {
    return new SettingsScreen(List.of(), false, ListCursor.START, TextField.of(""), false, "");
  }

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public String title() {
    return "settings";
  }

  @Override
  public String keys() {
    return typing ? "type to filter · Enter keep · Esc clear" : "↑↓ move · Enter open · / filter";
  }

  @Override
  public boolean isTyping() {
    return typing;
  }

  @Override
  public List<Request> wanted() {
    return List.of(new Request.EffectiveSettings());
  }

  /// The settings that have every word of the filter in their key, value or origin.
  private List<Settings.Value> seen() {
    List<String> words = List.of(filter.text().toLowerCase(Locale.ROOT).split(" ", -1));
    return values.stream().filter(each -> words.stream().allMatch(text(each)::contains)).toList();
  }

  private static String text(Settings.Value value) {
    return (value.key() + ' ' + value.shown() + ' ' + value.origin()).toLowerCase(Locale.ROOT);
  }

  @Override
  public Step on(Input input, Size size) {
    if (typing) {
      Optional<SettingsScreen> next = typed(input);
      if (next.isPresent()) {
        return Step.stay(next.get());
      }
    }
    List<Settings.Value> seen = seen();
    int height = size.rows() - HEADING;
    return switch (input) {
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE ->
          filter.text().isEmpty() ? new Step.Back() : Step.stay(filtered(TextField.of(""), false));
      case Input.Letter(char letter) when letter == '/' -> Step.stay(filtered(filter, true));
      case Input.Press(Input.Key key) when key == Input.Key.ENTER -> open(cursor.selected(), seen);
      case Input.Click(_, int y) when cursor.top() + y - HEADING == cursor.selected() ->
          open(cursor.selected(), seen);
      default ->
          Step.stay(
              cursor.on(input.below(HEADING), seen.size(), height).map(this::at).orElse(this));
    };
  }

  /// A key while the filter is typed; nothing where it has its usual meaning.
  private Optional<SettingsScreen> typed(Input input) {
    return switch (input) {
      case Input.Press(Input.Key key) ->
          switch (key) {
            case ENTER -> Optional.of(filtered(filter, false));
            case ESCAPE -> Optional.of(filtered(TextField.of(""), false));
            case BACKSPACE -> Optional.of(filtered(filter.on(input), !filter.text().isEmpty()));
            case DELETE, LEFT, RIGHT -> Optional.of(filtered(filter.on(input), true));
            default -> Optional.empty();
          };
      case Input.Letter _ -> Optional.of(filtered(filter.on(input), true));
      case Input.Wheel _, Input.Click _ -> Optional.empty();
    };
  }

  private Step open(int index, List<Settings.Value> seen) {
    if (index >= seen.size()) {
      return Step.stay(this);
    }
    Settings.Value value = seen.get(index);
    return new Step.Open(
        this, DetailScreen.of(value.key(), List.of(shown(value), "", "from " + value.origin())));
  }

  private static String shown(Settings.Value value) {
    return value.shown().isEmpty() ? "-" : value.shown();
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.SettingsRead(var read) ->
          Step.stay(new SettingsScreen(read, true, cursor, filter, typing, ""));
      case News.Failed(String reason) ->
          Step.stay(new SettingsScreen(values, true, cursor, filter, typing, reason));
      default -> Step.stay(this);
    };
  }

  private SettingsScreen at(ListCursor next) {
    return new SettingsScreen(values, isRead, next, filter, typing, failure);
  }

  private SettingsScreen filtered(TextField text, boolean types) {
    ListCursor next = text.text().equals(filter.text()) ? cursor : ListCursor.START;
    return new SettingsScreen(values, isRead, next, text, types, failure);
  }

  @Override
  public Note note() {
    if (typing) {
      return new Note("/" + filter.text() + "▏", Look.PLAIN);
    }
    if (!failure.isEmpty()) {
      return Note.bad(failure);
    }
    int count = seen().size();
    String place = count == 0 ? "" : (cursor.selected() + 1) + " of " + count;
    return Note.quiet(filter.text().isEmpty() ? place : "filter: " + filter.text() + " · " + place);
  }

  @Override
  public void draw(Canvas canvas) {
    int key = Math.clamp(canvas.width() / 2, 36, 44);
    int value = canvas.width() - 2 - key - ORIGIN;
    int x = canvas.cell(2, 0, key, "SETTING", Look.QUIET);
    x = canvas.cell(x, 0, value, "VALUE", Look.QUIET);
    canvas.cell(x, 0, ORIGIN, "FROM", Look.QUIET);
    List<Settings.Value> seen = seen();
    String nothing = nothing(seen);
    if (nothing != null) {
      canvas.text(2, HEADING + 1, nothing, Look.QUIET);
      return;
    }
    Canvas list = canvas.rows(HEADING, canvas.height() - HEADING);
    list.list(
        cursor,
        seen.size(),
        (y, index) -> {
          Settings.Value each = seen.get(index);
          boolean unset = each.origin().equals(Settings.Value.DEFAULT);
          int at = list.cell(2, y, key - 1, each.key(), Look.PLAIN) + 1;
          at = list.cell(at, y, value - 1, shown(each), unset ? Look.PLAIN : Look.STRONG) + 1;
          list.cell(at, y, ORIGIN - 1, each.origin(), unset ? Look.QUIET : Look.PLAIN);
        });
  }

  private @Nullable String nothing(List<Settings.Value> seen) {
    if (!seen.isEmpty()) {
      return null;
    }
    return failure.isEmpty() ? isRead ? "No setting matches." : "Reading…" : "They are not right.";
  }
}
