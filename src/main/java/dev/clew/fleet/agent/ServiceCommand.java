package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.ServiceTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// How a replica is run: as a process, or by `clew run --container`, which records its container.
final class ServiceCommand {
  private ServiceCommand() {}

  /// A port of this machine that nobody has at the moment.
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E032, "no port is free: " + e.getMessage(), e);
    }
  }

  /// Its words.
  ///
  /// @param port that it was given; 0 for none
  /// @param program what starts Clew again, up to its arguments
  static List<String> words(Order order, int port, List<String> program) {
    ServiceTask service = order.service();
    if (service == null || service.image() == null) {
      return order.command();
    }
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("run", "--no-args", "--container", service.image()));
    words.addAll(List.of("--container-name", "clew-" + order.task()));
    // Values are handed on by the environment: a command line is seen by all.
    for (String each : new TreeSet<>(order.environment().keySet())) {
      words.addAll(List.of("--env", each));
    }
    for (String each : variables(order, service, port).keySet()) {
      words.addAll(List.of("--env", each));
    }
    if (port > 0) {
      words.addAll(List.of("--publish", "127.0.0.1:" + port + ":" + service.expose()));
    }
    for (int each : service.ports()) {
      words.addAll(List.of("--publish", each + ":" + each));
    }
    if (!order.directory().isEmpty()) {
      words.addAll(List.of("--workdir", order.directory()));
    }
    words.add("--");
    words.addAll(order.command());
    return words;
  }

  /// What a replica is told of itself. In a container its port is the one that is exposed.
  static Map<String, String> variables(Order order, ServiceTask service, int port) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CLEW_STACK", service.stack());
    variables.put("CLEW_SERVICE", service.service());
    variables.put("CLEW_REPLICA_ID", order.task());
    if (port > 0) {
      variables.put("PORT", Integer.toString(service.image() == null ? port : service.expose()));
    }
    return variables;
  }
}
