package dev.clew.model;

import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a provider's API is served.
///
/// @param address up to what all requests have in common, such as `https://api.openai.com/v1`
/// @param key secret; empty for none
/// @param egress the way there
public record ModelEndpoint(Provider provider, URI address, String key, Egress egress) {
  /// The endpoint of the environment.
  ///
  /// @param addressVariable instead of the provider's usual one, or null
  /// @param keyVariable the same of the key
  /// @param directory the working directory
  /// @throws ClewError E110 when the address is malformed or the provider's own has no key
  public static ModelEndpoint of(
      Provider provider,
      @Nullable String addressVariable,
      @Nullable String keyVariable,
      Map<String, String> environment,
      Path directory) {
    String addressName = addressVariable == null ? provider.addressVariable() : addressVariable;
    String keyName = keyVariable == null ? provider.keyVariable() : keyVariable;
    String said = environment.getOrDefault(addressName, "").strip();
    String key = environment.getOrDefault(keyName, "").strip();
    URI address = said.isEmpty() ? provider.address() : address(addressName, said);
    if (key.isEmpty() && said.isEmpty()) {
      throw new ClewError(
          ErrorCode.E110, keyName + " is not set, the key of " + address.getHost() + ".");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ClewError(ErrorCode.E110, keyName + " has characters that no key has.");
    }
    return new ModelEndpoint(
        provider, address, key, Egress.to(address, false, environment, directory));
  }

  private static URI address(String variable, String said) {
    try {
      URI address = URI.create(said.endsWith("/") ? said.substring(0, said.length() - 1) : said);
      String scheme = String.valueOf(address.getScheme());
      if (address.getHost() != null
          && address.getRawUserInfo() == null
          && (scheme.equals("http") || scheme.equals("https"))) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // It is told below, without the text, which may hold a password.
    }
    throw new ClewError(
        ErrorCode.E110,
        variable
            + " has to be an http:// or https:// URL without user, such as "
            + Provider.OPENAI.address()
            + ".");
  }

  public int port() {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  /// Hides the key.
  @Override
  public String toString() {
    return provider.label() + " at " + address.getScheme() + "://" + address.getAuthority();
  }
}
