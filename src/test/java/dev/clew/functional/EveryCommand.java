package dev.clew.functional;

import dev.clew.cli.AllCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Each command's help, and one cheap call of each, in a home with what they need.
public final class EveryCommand {
  /// Each command's words and its help, as the JVM of the tests makes it of the same classes.
  public static final Map<List<String>, String> HELP = AllCommands.help();

  private static final String ONE = "0123456789abcdef";
  private static final String OTHER = "123456789abcdef0";

  /// Exit codes, and what is called to get them, with `-o json` where that is data.
  private static final List<Call> CALLS =
      """
      0 run -- true
      0 step compile -- true
      0 event deploy.approved
      0 log cold
      2 metric
      0 metric add rows 1
      0 metric record delay 1
      0 metric set depth 1
      0 workspace -o json
      0 workspace list -o json
      0 workspace show api -o json
      0 workspace create web -- true
      0 workspace edit api --agent claude
      0 workspace delete old
      0 workflow -o json
      0 workflow list -o json
      0 workflow check flow.toml -o json
      0 workflow graph flow.toml
      0 workflow schema
      1 resume 01AAAA
      1 cancel 01AAAA
      1 approve 01AAAA node
      0 permissions -o json
      0 permissions list -o json
      1 permissions revoke 0123456789ab
      0 runs -o json
      0 inspect ONE -o json
      0 logs --run ONE -o json
      0 metrics --run ONE -o json
      0 compare ONE OTHER -o json
      2 console
      1 open ffffffff
      0 export ONE
      0 import --force trace.json -o json
      1 replay --pending
      0 prune --dry-run -o json
      1 serve --import missing.json
      1 agent --server http://127.0.0.1:1
      1 job --server http://127.0.0.1:1
      1 job submit --server http://127.0.0.1:1 --target any -- true
      1 job list --server http://127.0.0.1:1
      1 job status --server http://127.0.0.1:1 job_1
      1 job logs --server http://127.0.0.1:1 job_1
      1 job cancel --server http://127.0.0.1:1 job_1
      2 apply missing.toml
      1 status --server http://127.0.0.1:1
      1 rollback --server http://127.0.0.1:1 shop
      1 delete --server http://127.0.0.1:1 shop
      1 node --server http://127.0.0.1:1
      1 node list --server http://127.0.0.1:1
      1 node show --server http://127.0.0.1:1 a
      1 node hostname --server http://127.0.0.1:1 a
      1 node drain --server http://127.0.0.1:1 a
      1 node remove --server http://127.0.0.1:1 a
      1 token --server http://127.0.0.1:1
      1 token list --server http://127.0.0.1:1
      1 token issue --server http://127.0.0.1:1 ci --role view
      1 token revoke --server http://127.0.0.1:1 ci
      1 audit --server http://127.0.0.1:1
      0 doctor -o json
      0 config -o json
      0 config show -o json
      0 config check
      0 config path -o json
      0 config init --force
      0 config trust
      0 models -o json
      0 models prices -o json
      0 explain E016 -o json
      2 completion
      0 completion bash
      0 completion fish
      0 completion zsh
      0 completion candidates -- inspect 01
      0 version -o json
      """
          .replace("ONE", ONE)
          .replace("OTHER", OTHER)
          .lines()
          .map(Call::of)
          .toList();

  private EveryCommand() {}

  public static List<Call> calls() {
    return Stream.concat(Stream.of(new Call(0, List.of())), CALLS.stream()).toList();
  }

  /// Records two runs, and writes the files that calls name.
  public static void prepare(Path home) throws IOException {
    in(home).with("CLEW_RUN_ID", ONE).run("run", "--", "true");
    in(home).with("CLEW_RUN_ID", OTHER).run("run", "--", "true");
    in(home).run("workspace", "create", "api", "--", "true");
    in(home).run("workspace", "create", "old", "--", "true");
    Files.writeString(home.resolve("flow.toml"), "[nodes.a]\ncommand = [\"true\"]\n");
    Files.writeString(home.resolve("clew.toml"), "logging.level = 'error'\n");
    Files.copy(Path.of("src/test/resources/otlp/trace.json"), home.resolve("trace.json"));
  }

  /// A `clew.toml` of the working directory is a project's, not the user's.
  public static Program in(Path home) {
    return new Program(home).with("CLEW_HOME", home.resolve(".clew").toString());
  }

  /// One call.
  ///
  /// @param code with which it ends
  public record Call(int code, List<String> arguments) {
    private static Call of(String line) {
      List<String> words = List.of(line.split(" "));
      return new Call(Integer.parseInt(words.getFirst()), words.subList(1, words.size()));
    }

    /// As a shell takes it.
    @Override
    public String toString() {
      return String.join(" ", arguments);
    }
  }
}
