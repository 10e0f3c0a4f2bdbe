package dev.clew.model;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An API that models are called by.
public enum Provider {
  /// Chat completions of OpenAI, which many servers speak.
  OPENAI("https://api.openai.com/v1"),
  /// Messages of Anthropic.
  ANTHROPIC("https://api.anthropic.com/v1");

  private final URI address;

  Provider(String address) {
    this.address = URI.create(address);
  }

  /// As in `gen_ai.provider.name` and in definitions.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one of a label.
  public static Optional<Provider> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /// All labels.
  public static List<String> labels() {
    return Arrays.stream(values()).map(Provider::label).toList();
  }

  /// Where its maker serves it.
  public URI address() {
    return address;
  }

  /// The usual variable of the key.
  public String keyVariable() {
    return name() + "_API_KEY";
  }

  /// The usual variable of another address.
  public String addressVariable() {
    return name() + "_BASE_URL";
  }
}
