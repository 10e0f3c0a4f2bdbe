package dev.clew.redaction;

import dev.clew.pattern.LinearPattern;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the lines of one stream and hands them on without their secrets, also where a private key
/// goes over many lines or a long line comes in pieces.
///
/// Not thread-safe.
public final class LineRedactor {
  /// How much of a line has to be known behind a piece of it, so that [#cut] sees what goes over
  /// the end.
  public static final int LOOK_AHEAD = 4096;

  /// A PEM of an RSA key of 8192 bits has 100 lines.
  private static final int MAX_KEY_LINES = 120;

  /// How many lines in a row may look like none of a key: headers, a blank one, the short last one.
  private static final int MAX_DOUBTFUL_LINES = 5;

  /// PEM has 64 base64 characters a line, what is not PEM 76.
  private static final int KEY_LINE = 40;

  private static final byte[] PUTTY_END = TextWindow.ascii("Private-MAC:");

  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/");

  private final List<LinearPattern> own;
  private final Masks masks;
  private final OutputSink sink;
  private final SecretScanner scanner = new SecretScanner();
  private final TextWindow window = new TextWindow();
  private final RedactedText clean = new RedactedText();
  private final VisibleText visible = new VisibleText();
  private final HiddenText hidden = new HiddenText();
  private final FoundSecrets masked = new FoundSecrets();
  private final RedactedText unmasked = new RedactedText();
  private final MultiLineValue value = new MultiLineValue();
  private int keyLines;
  private int doubtfulLines;
  private boolean open;

  LineRedactor(List<LinearPattern> own, Masks masks, OutputSink sink) {
    this.own = own;
    this.masks = masks;
    this.sink = sink;
  }

  /// Where a line that is too long is to be cut: before a secret that goes over the wanted place,
  /// unless the whole piece is one.
  ///
  /// @param at the wanted place
  /// @param to end of what is known of the line
  public int cut(byte[] text, int from, int at, int to) {
    int cut = at;
    FoundSecrets secrets = scanner.scan(text, from, to);
    for (int i = 0; i < secrets.count(); i++) {
      cut = before(secrets.context(i), secrets.end(i), from, cut);
    }
    // One character a byte: offsets stay the same.
    String latin1 =
        own.isEmpty() ? "" : new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    int[] place = {cut};
    for (LinearPattern pattern : own) {
      pattern.each(
          latin1, (start, end) -> place[0] = before(from + start, from + end, from, place[0]));
    }
    return place[0];
  }

  private static int before(int start, int end, int from, int cut) {
    return start > from && start < cut && cut < end ? start : cut;
  }

  /// Hands on a line, or a piece of one.
  ///
  /// @param endsLine whether the line ends with it
  public void line(byte[] text, int from, int to, boolean endsLine, long nanos) {
    masks.learn(text, from, to);
    if (VisibleText.isControlled(text, from, to)) {
      visible.set(text, from, to);
      byte[] original = hidesSecret(text, from, to) ? null : Arrays.copyOfRange(text, from, to);
      unmasked(visible.bytes(), 0, visible.length(), original, endsLine, nanos);
    } else {
      unmasked(text, from, to, null, endsLine, nanos);
    }
  }

  /// Whether there is a secret in what a terminal does not show of the line.
  private boolean hidesSecret(byte[] text, int from, int to) {
    if (!hidden.set(text, from, to)) {
      return false;
    }
    masks.learn(hidden.bytes(), 0, hidden.length());
    boolean secret =
        scanner.scan(hidden.bytes(), 0, hidden.length()).count() > 0
            || masks.find(hidden.bytes(), 0, hidden.length(), masked);
    if (secret || own.isEmpty()) {
      return secret;
    }
    String all = new String(hidden.bytes(), 0, hidden.length(), StandardCharsets.UTF_8);
    return !Redaction.replaceAll(own, all).equals(all);
  }

  private void unmasked(
      byte[] text, int from, int to, byte @Nullable [] original, boolean endsLine, long nanos) {
    if (!masks.isEmpty() && masks.find(text, from, to, masked)) {
      unmasked.clear();
      unmasked.put(masked, text, from, to);
      line(unmasked.bytes(), 0, unmasked.length(), null, endsLine, nanos);
    } else {
      line(text, from, to, original, endsLine, nanos);
    }
  }

  /// @param original is left out where a secret is: it could stand there between control sequences
  private void line(
      byte[] text, int from, int to, byte @Nullable [] original, boolean endsLine, long nanos) {
    int start = open ? endOfOpen(text, from, to) : from;
    open = open && start == to && !endsLine;
    if (start == to && from < to) {
      return;
    }
    clean.clear();
    if (isOfKey(text, start, to, endsLine)) {
      clean.putMark();
      sink.line(clean.bytes(), 0, clean.length(), null, nanos);
      return;
    }
    if (value.isOpen() && value.take(text, start, to, clean)) {
      sink.line(clean.bytes(), 0, clean.length(), null, nanos);
      return;
    }
    FoundSecrets secrets = scanner.scan(text, start, to);
    int found = secrets.count();
    if (secrets.keyOpen()) {
      keyLines = MAX_KEY_LINES;
      doubtfulLines = 0;
    } else {
      open = !endsLine && found > 0 && secrets.end(found - 1) == to;
    }
    // What is open still waits behind a blank line.
    if (endsLine && !value.isOpen()) {
      value.begin(secrets.continuation(), text, start, to);
    }
    if (found == 0 && own.isEmpty()) {
      sink.line(text, start, to, start == from ? original : null, nanos);
      return;
    }
    clean.put(secrets, text, start, to);
    if (!own.isEmpty()) {
      String before = clean.toString();
      String after = Redaction.replaceAll(own, before);
      byte[] rest = after.getBytes(StandardCharsets.UTF_8);
      boolean whole = found == 0 && start == from && after.equals(before);
      sink.line(rest, 0, rest.length, whole ? original : null, nanos);
      return;
    }
    sink.line(clean.bytes(), 0, clean.length(), null, nanos);
  }

  /// Whether this belongs to the private key that has begun.
  private boolean isOfKey(byte[] text, int from, int to, boolean endsLine) {
    if (keyLines == 0) {
      return false;
    }
    window.set(text, from, to);
    if (PrivateKeys.end(window, from) >= 0 || window.indexOf(PUTTY_END, from) >= 0) {
      keyLines = 0;
      return true;
    }
    doubtfulLines = hasKeyMaterial() ? 0 : doubtfulLines + 1;
    // Somebody only spoke of keys.
    boolean over = doubtfulLines > MAX_DOUBTFUL_LINES;
    keyLines = over ? 0 : keyLines - (endsLine ? 1 : 0);
    return !over;
  }

  private boolean hasKeyMaterial() {
    int start = window.from();
    while (start < window.to()) {
      int end = window.run(start, BASE64);
      if (end - start >= KEY_LINE) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  public void flush() {
    sink.flush();
  }

  /// The same for the lines of another span.
  public LineRedactor of(SpanContext span) {
    return new LineRedactor(own, masks, sink.of(span));
  }

  /// Where a secret ends that began in the piece before.
  private static int endOfOpen(byte[] text, int from, int to) {
    int end = from;
    while (end < to && " \t\"'&".indexOf(text[end]) < 0) {
      end++;
    }
    return end;
  }
}
