package dev.clew.redaction;

import dev.clew.redaction.SecretValue.Form;
import java.util.Arrays;

/// Where secrets are in a text; they do not overlap and are in order.
final class FoundSecrets {
  private int[] found = new int[12];
  private int count;
  private boolean keyOpen;
  private Continuation continuation = Continuation.NONE;

  /// What the next line may hold of a secret that this one announces.
  enum Continuation {
    NONE,
    /// The value of a name that stands alone.
    VALUE,
    /// The `value:` of a pair whose `name:` this line has.
    PAIR,
    /// The `value` of an object whose name this line has.
    OBJECT,
    /// The value, for certain: the line goes on behind a backslash.
    JOINED,
    /// A block of YAML.
    BLOCK,
    /// The rest of a text that `"""` closes.
    QUOTES,
    /// The rest of a text that `'''` closes.
    APOSTROPHES
  }

  void clear() {
    count = 0;
    keyOpen = false;
    continuation = Continuation.NONE;
  }

  void continues(Continuation how) {
    continuation = how;
  }

  Continuation continuation() {
    return continuation;
  }

  /// Adds one that begins where or behind where those before it began; one that they go into makes
  /// the last of them longer.
  ///
  /// @param context where the text begins without which it would not be known as one
  /// @return where it ends
  int add(int context, int start, int end) {
    if (count > 0 && start < found[3 * count - 1]) {
      found[3 * count - 1] = Math.max(end, found[3 * count - 1]);
      return end;
    }
    if (3 * count == found.length) {
      found = Arrays.copyOf(found, 2 * found.length);
    }
    found[3 * count] = context;
    found[3 * count + 1] = start;
    found[3 * count + 2] = end;
    count++;
    return end;
  }

  /// Adds one that may begin before those that were found.
  void addOver(int context, int start, int end) {
    int last = end;
    while (count > 0 && found[3 * count - 1] > start) {
      last = Math.max(last, found[3 * count - 1]);
      count--;
    }
    add(context, start, last);
  }

  /// Adds what stands behind a separator, or remembers where it goes on.
  ///
  /// @param behind where to go on when it is no secret
  /// @param colon whether the separator is one
  /// @return where to go on
  int take(SecretValue value, Form form, int context, int behind, boolean colon) {
    return switch (form) {
      case NONE -> {
        if (value.opensObject()) {
          continues(Continuation.OBJECT);
        }
        yield behind;
      }
      case WHOLE -> add(context, value.start(), value.end());
      case NEXT_LINE -> {
        continues(
            value.goesOn() ? Continuation.JOINED : colon ? Continuation.VALUE : Continuation.NONE);
        yield behind;
      }
      case BLOCK -> {
        continues(Continuation.BLOCK);
        yield behind;
      }
      case TRIPLE_QUOTED -> {
        continues(value.quote() == '"' ? Continuation.QUOTES : Continuation.APOSTROPHES);
        yield value.start() == value.end() ? value.end() : add(context, value.start(), value.end());
      }
    };
  }

  /// Adds a private key whose end did not come.
  int addOpenKey(int begin, int end) {
    keyOpen = true;
    return add(begin, begin, end);
  }

  int count() {
    return count;
  }

  /// Where the text begins without which a secret would not be known as one.
  int context(int index) {
    return found[3 * index];
  }

  int start(int index) {
    return found[3 * index + 1];
  }

  int end(int index) {
    return found[3 * index + 2];
  }

  /// Whether the last one is a private key whose end did not come.
  boolean keyOpen() {
    return keyOpen;
  }
}
