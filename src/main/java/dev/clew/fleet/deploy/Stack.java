package dev.clew.fleet.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What is wanted: services that belong together.
///
/// @param services by name, in the order of the file
public record Stack(String name, Map<String, Service> services) {
  /// Names of stacks and services; they are parts of ids and of subjects of NATS.
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  static final int MOST_SERVICES = 200;
  static final int MOST_REPLICAS = 5_000;

  /// Versions of a stack are kept together in a value of NATS, which holds a megabyte.
  private static final int MOST_BYTES = 96 * 1024;

  public Stack {
    services = new LinkedHashMap<>(services);
  }

  /// The same, once it is known that no client has made it up.
  ///
  /// @throws ClewError E132 when it cannot be what a file says
  public Stack checked() {
    if (!NAME.matcher(name).matches()) {
      throw new ClewError(ErrorCode.E132, "\"" + name + "\" is no name of a stack.");
    }
    services.forEach(Stack::check);
    if (services.size() > MOST_SERVICES || replicas() > MOST_REPLICAS) {
      throw new ClewError(
          ErrorCode.E132,
          "A stack has at most "
              + MOST_SERVICES
              + " services and "
              + MOST_REPLICAS
              + " replicas, not "
              + services.size()
              + " and "
              + replicas()
              + ".");
    }
    if (FleetJson.bytes(this).length > MOST_BYTES) {
      throw new ClewError(
          ErrorCode.E132, "The stack is larger than " + MOST_BYTES / 1024 + " KiB.");
    }
    return this;
  }

  private static void check(String name, Service service) {
    boolean sound =
        NAME.matcher(name).matches()
            && (service.image() != null || !service.command().isEmpty())
            && (service.image() == null || !service.image().startsWith("-"))
            && service.replicas() >= 0
            && service.update().parallel() > 0
            && service.stopMillis() >= 0;
    if (!sound) {
      throw new ClewError(ErrorCode.E132, "Service \"" + name + "\" is not sound.");
    }
  }

  @JsonIgnore
  long replicas() {
    return services.values().stream().mapToLong(Service::replicas).sum();
  }
}
