package dev.clew.redaction;

import dev.clew.pattern.LinearPattern;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replaces what looks like a credential by `[REDACTED]`, before any sink sees it.
public final class Redaction {
  /// What stands in a secret's place.
  public static final String MARK = "[REDACTED]";

  private final List<LinearPattern> own;
  private final Masks masks = new Masks();

  /// Redacts Clew's kinds of secrets and what the user's patterns find.
  ///
  /// @param own the user's patterns
  public Redaction(List<LinearPattern> own) {
    this.own = List.copyOf(own);
  }

  /// Takes a value out wherever it occurs from now on.
  public void mask(String value) {
    masks.add(value);
  }

  /// The text without its secrets.
  public String text(String text) {
    String clean = found(text);
    if (clean.indexOf('\n') < 0) {
      return replaceAll(own, clean);
    }
    // What goes over several lines is known line by line.
    return String.join("\n", streamed(Arrays.asList(clean.split("\n", -1))));
  }

  private String found(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var clean = new RedactedText();
    var secrets = new FoundSecrets();
    if (masks.find(bytes, 0, bytes.length, secrets)) {
      clean.put(secrets, bytes, 0, bytes.length);
      bytes = clean.toString().getBytes(StandardCharsets.UTF_8);
      clean.clear();
    }
    clean.put(new SecretScanner().scan(bytes, 0, bytes.length), bytes, 0, bytes.length);
    return clean.toString();
  }

  /// What is seen of lines that followed each other, without their secrets: a private key goes over
  /// several, and its beginning and end may be missing.
  public List<String> lines(List<String> lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    List<String> visible = KeyMaterial.without(lines.stream().map(VisibleText::of).toList());
    // The lines are at hand, so that a value is masked before it is asked for, too.
    for (String line : visible) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      masks.learn(bytes, 0, bytes.length);
    }
    return Arrays.asList(text(String.join("\n", visible)).split("\n", -1));
  }

  private List<String> streamed(List<String> lines) {
    var clean = new TextLines();
    LineRedactor redactor = lines(clean);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      redactor.line(bytes, 0, bytes.length, true, 0);
    }
    return clean.lines();
  }

  /// Takes the secrets out of a stream's lines.
  public LineRedactor lines(OutputSink sink) {
    return new LineRedactor(own, masks, sink);
  }

  static String replaceAll(List<LinearPattern> patterns, String text) {
    String clean = text;
    for (LinearPattern secret : patterns) {
      clean = secret.replaceAll(clean, MARK);
    }
    return clean;
  }

  /// The value of an attribute without its secrets.
  public String attribute(String key, String value) {
    return SecretName.isSecret(key) ? MARK : text(value);
  }

  /// The name of an attribute without its secrets; names of small letters have none.
  public String name(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && c != '.' && c != '_') {
        return text(name);
      }
    }
    return name;
  }

  /// Attributes without their secrets; of one whose name announces a secret, such as `db.password`,
  /// nothing is left.
  public Attributes attributes(Attributes attributes) {
    AttributesBuilder clean = Attributes.builder();
    attributes.forEach(
        (key, value) -> {
          String name = name(key.getKey());
          if (SecretName.isSecret(key.getKey()) && !(value instanceof Boolean)) {
            clean.put(name, MARK);
          } else if (value instanceof String text) {
            clean.put(name, text(text));
          } else if (key.getType() == AttributeType.STRING_ARRAY) {
            clean.put(
                name,
                ((List<?>) value).stream().map(each -> text((String) each)).toArray(String[]::new));
          } else {
            put(clean, key, name, value);
          }
        });
    return clean.build();
  }

  @SuppressWarnings("unchecked")
  private static void put(AttributesBuilder to, AttributeKey<?> key, String name, Object value) {
    if (name.equals(key.getKey())) {
      to.put((AttributeKey<Object>) key, value);
    } else if (value instanceof Long number) {
      to.put(name, number);
    } else if (value instanceof Double number) {
      to.put(name, number);
    } else if (value instanceof Boolean flag) {
      to.put(name, flag);
    } else {
      to.put(name, String.valueOf(value));
    }
  }

  /// Arguments without their secrets, the value that follows an option such as `--password`
  /// included.
  public List<String> arguments(List<String> arguments) {
    List<String> clean = new ArrayList<>(arguments.size());
    boolean secretFollows = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      ProgramOptions option = ProgramOptions.of(arguments.subList(0, i), argument);
      clean.add(secretFollows ? MARK : argument(argument, option));
      secretFollows =
          ArgumentName.announcesSecret(argument)
              || KeyValueWords.announcesSecret(arguments.subList(0, i), argument)
              || (option != null
                  && option.apart()
                  && argument.length() == 2
                  && i + 1 < arguments.size()
                  && option.isSecret(arguments.get(i + 1)));
    }
    return across(clean);
  }

  /// Arguments without what only those before them tell: `vault login x`, `--body x` of `gh
  /// secret`.
  private List<String> across(List<String> arguments) {
    String line = String.join(" ", arguments);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    FoundSecrets secrets = new SecretScanner().scan(bytes, 0, bytes.length);
    if (secrets.count() == 0) {
      return arguments;
    }
    List<String> clean = new ArrayList<>(arguments.size());
    int start = 0;
    int next = 0;
    for (String argument : arguments) {
      int end = start + argument.getBytes(StandardCharsets.UTF_8).length;
      while (next < secrets.count() && secrets.start(next) < start) {
        next++;
      }
      var text = new RedactedText();
      int done = start;
      // A secret ends with the argument that it begins in: nothing says where else.
      while (next < secrets.count() && secrets.start(next) < end) {
        text.put(bytes, done, secrets.start(next));
        text.putMark();
        done = Math.min(end, secrets.end(next++));
      }
      text.put(bytes, done, end);
      clean.add(argument.contains(MARK) ? argument : text.toString());
      start = end + 1;
    }
    return clean;
  }

  private String argument(String argument, @Nullable ProgramOptions option) {
    if (option != null && argument.length() > 2 && option.isSecret(argument.substring(2))) {
      return argument.substring(0, 2) + MARK;
    }
    String name = ArgumentName.before(argument);
    return name == null || name.length() == argument.length() ? text(argument) : name + MARK;
  }
}
