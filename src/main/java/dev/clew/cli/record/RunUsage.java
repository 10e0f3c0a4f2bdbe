package dev.clew.cli.record;

import picocli.CommandLine.Model.CommandSpec;

/// What the help of `clew run` says.
final class RunUsage {
  private RunUsage() {}

  static void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Run a command, or execute a workflow, and record it.")
        .customSynopsis(
            "clew run [OPTIONS] [--] CMD [ARG...]", "clew run [OPTIONS] FLOW.toml [NAME=VALUE...]")
        .footer(
            "  clew run -- make test",
            "  clew run --container alpine:3 --volume ./src:/src -- make -C /src",
            "  clew run --name nightly -C build -- sh -c 'make && make check'",
            "  clew run --workspace api",
            "  clew run --on role=web -- systemctl is-active app",
            "  clew run flow.toml ref=main",
            "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew run -- make");
  }
}
