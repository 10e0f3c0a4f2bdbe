package dev.clew.telemetry;

import dev.clew.pattern.LinearPattern;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces what looks like a credential by `[REDACTED]`, before any sink sees it.
public final class Redaction {
  /// What stands in a secret's place.
  public static final String MARK = "[REDACTED]";

  private static final Pattern KEY_BORDER =
      Pattern.compile("-----(BEGIN|END) [A-Z ]{0,32}PRIVATE KEY-----");

  private final List<LinearPattern> own;

  /// @param own the user's patterns
  public Redaction(List<LinearPattern> own) {
    this.own = List.copyOf(own);
  }

  /// The text without its secrets.
  public String text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FoundSecrets found = new SecretScanner().scan(bytes, 0, bytes.length);
    if (found.count() == 0) {
      return replaceAll(own, text);
    }
    var clean = new RedactedText();
    clean.put(found, bytes, 0, bytes.length);
    return replaceAll(own, clean.toString());
  }

  /// What is seen of lines that followed each other, without their secrets: a private key goes over
  /// several, and its beginning may be missing.
  public List<String> lines(List<String> lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    String text = lines.stream().map(VisibleText::of).collect(Collectors.joining("\n"));
    Matcher border = KEY_BORDER.matcher(text);
    boolean cutOff = border.find() && border.group(1).equals("END");
    String clean = text(cutOff ? MARK + text.substring(border.start()) : text);
    return Arrays.asList(clean.split("\n", -1));
  }

  /// Takes the secrets out of a stream's lines.
  public LineRedactor lines(OutputSink sink) {
    return new LineRedactor(own, sink);
  }

  static String replaceAll(List<LinearPattern> patterns, String text) {
    String clean = text;
    for (LinearPattern secret : patterns) {
      clean = secret.replaceAll(clean, MARK);
    }
    return clean;
  }

  /// Attributes without their secrets; of one whose name announces a secret, such as `db.password`,
  /// nothing is left.
  public Attributes attributes(Attributes attributes) {
    var scanner = new SecretScanner();
    AttributesBuilder clean = attributes.toBuilder();
    attributes.forEach(
        (key, value) -> {
          if (scanner.isSecretName(key.getKey()) && !(value instanceof Boolean)) {
            clean.remove(key).put(key.getKey(), MARK);
          } else if (value instanceof String text) {
            clean.put(key.getKey(), text(text));
          } else if (key.getType() == AttributeType.STRING_ARRAY) {
            clean.put(
                key.getKey(),
                ((List<?>) value).stream().map(each -> text((String) each)).toArray(String[]::new));
          }
        });
    return clean.build();
  }

  /// Arguments without their secrets, the value that follows an option such as `--password`
  /// included.
  public List<String> arguments(List<String> arguments) {
    var scanner = new SecretScanner();
    List<String> clean = new ArrayList<>(arguments.size());
    boolean secretFollows = false;
    for (String argument : arguments) {
      clean.add(secretFollows ? MARK : text(argument));
      secretFollows = scanner.announcesSecret(argument);
    }
    return clean;
  }
}
