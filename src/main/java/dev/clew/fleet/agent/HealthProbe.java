package dev.clew.fleet.agent;

import dev.clew.fleet.job.HealthCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Looks whether a replica does its work.
///
/// @param port of the replica
/// @param variables of a command that looks
record HealthProbe(HealthCheck check, int port, Map<String, String> variables) {
  private static final int ERRORS = 400;

  /// Looks once.
  ///
  /// @return why it is not healthy; null when it is
  @Nullable String look() throws InterruptedException {
    return switch (check.kind()) {
      case HTTP -> http();
      case TCP -> tcp();
      case COMMAND -> command();
    };
  }

  private @Nullable String http() {
    String target = String.valueOf(check.target());
    String url = target.startsWith("/") ? "http://127.0.0.1:" + port + target : target;
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .callTimeout(Duration.ofMillis(check.timeoutMillis()))
            .build();
    try (Response response =
        client
            .newCall(new Request.Builder().url(url).header("user-agent", "clew").build())
            .execute()) {
      return response.code() < ERRORS ? null : target + " answers " + response.code();
    } catch (IOException e) {
      return target + ": " + e.getMessage();
    } finally {
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  private @Nullable String tcp() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) check.timeoutMillis());
      return null;
    } catch (IOException e) {
      return "port " + port + ": " + e.getMessage();
    }
  }

  private @Nullable String command() throws InterruptedException {
    var builder = new ProcessBuilder(check.command());
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(check.timeoutMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return "the health command takes longer than " + check.timeoutMillis() + " ms";
      }
      return process.exitValue() == 0
          ? null
          : "the health command ends with " + process.exitValue();
    } catch (IOException e) {
      return "the health command: " + e.getMessage();
    }
  }
}
