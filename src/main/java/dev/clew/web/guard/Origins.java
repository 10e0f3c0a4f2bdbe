package dev.clew.web.guard;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The origins whose pages may talk to this server: its own, and those that the user allowed.
public final class Origins {
  private final Set<String> allowed;

  /// Allows these origins besides its own.
  ///
  /// @param allowed such as `http://localhost:3000`
  public Origins(Collection<String> allowed) {
    this.allowed =
        allowed.stream()
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean isAllowed(String origin) {
    return allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /// Whether a request comes from a page that has no business here.
  ///
  /// @param origin what the browser says, or null; no browser leaves it out of a request that
  ///   changes something or whose answer a script could read
  /// @param authority of the request
  /// @param site Sec-Fetch-Site, or null
  /// @param mode Sec-Fetch-Mode, or null
  boolean isForeign(
      @Nullable String origin,
      @Nullable String authority,
      @Nullable String site,
      @Nullable String mode) {
    if (origin != null) {
      return !isAllowed(origin) && !isOwn(origin, authority);
    }
    boolean elsewhere = "cross-site".equals(site) || "same-site".equals(site);
    return elsewhere && !"navigate".equals(mode);
  }

  /// A proxy may speak TLS before us: the scheme is not compared.
  private static boolean isOwn(String origin, @Nullable String authority) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(authority);
  }
}
