package dev.clew.error;

import java.util.Arrays;
import java.util.Locale;

/// The closed set of errors that a user can meet. Each has a page `docs/errors/E0NN.md`, which
/// `clew explain` prints; a test keeps pages and codes in step.
public enum ErrorCode {
  E001("Wrong usage", "Run the command with --help to see its options and examples.", 2),
  E002(
      "Unknown key in the configuration file",
      "Correct or remove the key; `clew config` lists the keys there are.",
      1),
  E003("Malformed configuration file", "Correct the TOML syntax at the line named below.", 1),
  E004(
      "Configuration file cannot be read",
      "Make the file readable, or give --config the path of one that is.",
      1),
  E005("Invalid value of a setting", "Set one of the values named below, or unset it.", 1),
  E006(
      "Untrusted setting in a project's file",
      "Read the file; then run `clew config trust`, or set CLEW_TRUST_PROJECT=1 in CI.",
      1),
  E007(
      "Configuration file is there already",
      "Edit the file, or give --force to replace it; `clew config path` shows which files are read.",
      1),
  E010(
      "Malformed OTLP endpoint",
      "Set the endpoint to an http:// or https:// URL such as http://localhost:4317, or unset it.",
      1),
  E011(
      "Malformed OTLP headers",
      "Write the headers as name=value pairs, separated by commas, with percent-encoded values.",
      1),
  E012(
      "Certificate or key cannot be used",
      "Point the variable at a readable PEM file, or unset it.",
      1),
  E013(
      "Malformed timeout or limit",
      "Set a positive whole number (milliseconds for timeouts and delays), or unset it.",
      1),
  E014(
      "Unknown sampler",
      "Set OTEL_TRACES_SAMPLER to always_on, always_off, traceidratio or a parentbased_ form of"
          + " them; ratios lie between 0 and 1.",
      1),
  E015("Unknown exporter", "Set the exporter to otlp, console or none, or unset it.", 1),
  E016(
      "Unsupported OTLP protocol",
      "Set OTEL_EXPORTER_OTLP_PROTOCOL to grpc or http/protobuf, or unset the OTLP endpoint"
          + " variables.",
      1),
  E017("Unsupported OTLP compression", "Set the compression to gzip or none, or unset it.", 1),
  E018(
      "Unknown propagator",
      "Set OTEL_PROPAGATORS to a list of tracecontext, baggage and none, or unset it.",
      1),
  E020("No such run", "List the runs that are there with `clew runs`.", 1),
  E021(
      "Ambiguous run id",
      "Give more characters of the id; the runs that match are named below.",
      1),
  E022(
      "Run file cannot be read",
      "Check the file's permissions; `clew runs` shows which runs can be read.",
      1),
  E023(
      "Home directory cannot be written",
      "Make the directory writable, or set CLEW_HOME to one that is.",
      1),
  E024(
      "Malformed run id",
      "Use 16 lowercase hexadecimal characters (or a prefix of at least 4 where a run is looked up).",
      1),
  E025(
      "No such span",
      "A span is stored when it has ended; look whether its command still runs.",
      1),
  E026(
      "No such workspace",
      "List the workspaces with `clew workspace`, or create one: clew workspace create NAME -- CMD.",
      1),
  E027(
      "Workspace exists already",
      "Choose another name, or change it with `clew workspace edit`.",
      1),
  E028("Workspace cannot be changed", "Change the file named below with an editor.", 1),
  E030("Command not found", "Check the spelling and PATH.", 127),
  E031(
      "Command not executable",
      "Make the file executable (chmod +x), or run it through its interpreter.",
      126),
  E032("Command could not be started", "See the reason below; the operating system refused it.", 1),
  E033("Working directory does not exist", "Give --cwd an existing directory.", 1),
  E040(
      "Telemetry was not delivered",
      "Check the endpoint; the whole run is in the file named below.",
      1),
  E041("Run could not be recorded", "See the reason below; the command itself is not affected.", 1),
  E042(
      "No error page of that code",
      "Give a code such as E016; `clew explain` without one lists them all.",
      2),
  E043(
      "No backend is configured",
      "Set OTEL_EXPORTER_OTLP_ENDPOINT, or telemetry.otlp.endpoint in clew.toml, and try again.",
      1),
  E044(
      "Run has been delivered already",
      "Give --again to send it once more; the backend will hold its records twice.",
      1),
  E045(
      "Run is in use",
      "Wait until the run has ended, or until the other `clew replay` is done.",
      1),
  E046("Clock was set back", "Nothing for this run; keep the machine's clock in step with NTP.", 1),
  E047(
      "Output could not be written",
      "Make room where the output goes, and run the command again; what it wrote is incomplete.",
      1),
  E050(
      "Port is in use",
      "Stop the process that has it, or set another port (--port, --otlp-port; else in clew.toml).",
      1),
  E051(
      "Address cannot be listened on",
      "Give --host an address of this machine, and ports from 1024 on unless you are root.",
      1),
  E052(
      "TLS certificate or key of the server cannot be used",
      "Give --tls-cert and --tls-key PEM files that belong together: the chain, and the private key"
          + " without a passphrase.",
      1),
  E053(
      "Token cannot be used",
      "Give --token at least 16 characters, or none to have one made; remove the file `token` of"
          + " the store to start anew.",
      1),
  E054(
      "Server is open to other machines",
      "Give --token and --tls-cert with --tls-key, or listen on loopback only.",
      1),
  E060(
      "Backend cannot be reached",
      "Check the address and that `clew serve` runs there; --server= reads this machine's files.",
      1),
  E061(
      "Not a Clew backend",
      "Give the address on which `clew serve` answers, such as http://localhost:4000.",
      1),
  E062("Backend demands a token", "Set CLEW_SERVER_TOKEN to a token that the backend accepts.", 1),
  E063(
      "Backend answered what is not understood",
      "Use the same version of Clew as the backend; see the reason below.",
      1),
  E064(
      "No run to compare with",
      "Name two runs: `clew compare A B`; `clew runs --state ok` lists those that went well.",
      1),
  E065(
      "File cannot be imported",
      "Give OTLP as JSON Lines, JSON or protobuf, plain or gzipped; see the reason below.",
      1),
  E066(
      "Run is there already",
      "Give --force to replace it; give all files of a run in one call, they are put together.",
      1),
  E067("File cannot be written", "See the reason below; nothing was left half-written.", 1),
  E070(
      "Store is in use",
      "Stop the other `clew serve`, use it (`clew prune --server`), or give --store another"
          + " directory.",
      1),
  E071(
      "Store is damaged",
      "Move the file named below away, or restore a copy of it; Clew has not changed it.",
      1),
  E072(
      "Store was written by a later version",
      "Use that version of Clew, or give --store another directory; the store was not changed.",
      1),
  E073(
      "Store cannot be written",
      "Make room on the disk or the directory writable, or give --store another one.",
      1),
  E074("Server is busy", "Try again in a moment; narrow the search by time, level or stream.", 1),
  E077(
      "Store was removed while it was served",
      "Put the file back, or restart `clew serve`, which makes a new one.",
      1),
  E080(
      "Proxy cannot be used",
      "Set the variable to http://host:port, unset it, or name the endpoint's host in NO_PROXY.",
      1),
  E090(
      "Container engine not found",
      "Install Docker or Podman, or set CLEW_CONTAINER_ENGINE to the path of one.",
      1),
  E091(
      "Container engine is too old",
      "Update it: Docker 20.10 or Podman 4.0 is the least that `clew run --container` needs.",
      1),
  E092(
      "Container engine cannot be reached",
      "Start it (`systemctl start docker`), join the group docker, or correct DOCKER_HOST.",
      1),
  E093(
      "Image is not there and cannot be pulled",
      "Check the image's name and tag, log in to its registry, or build it with --build DIR.",
      1),
  E094(
      "Container engine has no room on its disk",
      "Make room where the engine keeps images, for instance with `docker system prune`.",
      1),
  E095(
      "Container name is taken",
      "Remove that container, or give another --container-name, or none.",
      1),
  E096("Image could not be built", "See the builder's last lines below.", 1),
  E097("Container could not be started", "See the engine's reason below.", 1),
  E099(
      "Internal error",
      "Run again with --debug for the details and report them as a bug of Clew.",
      1),
  E100("Workflow is not sound", "Correct what is named below.", 2),
  E101(
      "No such execution",
      "List the executions with `clew workflow list`; the start of an id is enough.",
      1),
  E102("Execution is running", "Wait for its end, or end it with `clew cancel`.", 1),
  E103("Wrong inputs", "Give each input as name=value; `clew workflow check` lists them.", 2),
  E104("Execution cannot be resumed", "See the reason below; start a new one with `clew run`.", 1),
  E105("Execution's log is damaged", "Restore it from a copy, or start anew.", 1),
  E106("Nothing waits for this decision", "`clew inspect EXEC --state` shows which nodes wait.", 1),
  E110(
      "Model cannot be used",
      "Set the provider's key (OPENAI_API_KEY, ANTHROPIC_API_KEY), or the address of another server"
          + " (OPENAI_BASE_URL, ANTHROPIC_BASE_URL).",
      1),
  E111("Model cannot be reached", "Check the address and the network; see the reason below.", 1),
  E112(
      "Model's provider refused the request",
      "Check the key, the model's name and the limits of the request; see the reason below.",
      1),
  E113("Model's provider is busy", "Try again later, or take another model.", 1),
  E114(
      "Model's answer is not understood",
      "Check that the address leads to an API of that provider; try again where the answer was cut"
          + " off.",
      1),
  E115(
      "MCP server cannot be used",
      "Check the command or the address of the server; see the reason below.",
      1),
  E116("MCP server did not answer as it should", "See the reason below.", 1),
  E117(
      "MCP tool cannot be called",
      "Check the tool's name and arguments; `tools/list` of the server has both.",
      1),
  E118("Agent is defined wrongly", "Correct the tool, rule or limit that is named below.", 1),
  E119("Agent cannot go on", "Start it anew; what it had done until then cannot be read.", 1);

  private final String headline;
  private final String whatToTry;
  private final int exitCode;

  ErrorCode(String headline, String whatToTry, int exitCode) {
    this.headline = headline;
    this.whatToTry = whatToTry;
    this.exitCode = exitCode;
  }

  /// The code of a name, in any case.
  ///
  /// @throws ClewError E042 for any other text
  public static ErrorCode named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(each -> each.name().equals(upper))
        .findFirst()
        .orElseThrow(() -> new ClewError(E042, "\"" + name + "\" is no error code"));
  }

  /// What is wrong, in a few words.
  public String headline() {
    return headline;
  }

  /// What the user can do about it, in a sentence.
  public String whatToTry() {
    return whatToTry;
  }

  /// The exit code of a command that ends with this error.
  public int exitCode() {
    return exitCode;
  }
}
