package dev.clew.cli.help;

import dev.clew.cli.frame.CliContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import picocli.CommandLine.Command;

/// Prints the script that teaches a shell to complete Clew's command lines.
@Command(
    name = "completion",
    description =
        "Print what makes a shell complete commands, options, run ids, stages, keys and codes.",
    synopsisSubcommandLabel = "(bash | zsh | fish)",
    footer = {"  source <(clew completion bash)", "  clew completion zsh --help"})
public final class CompletionCommand {
  private final CliContext context;

  public CompletionCommand(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "bash",
      description = {
        "Print the completion for bash.",
        "Source it in ~/.bashrc, or save it as a file that bash-completion loads when it is needed."
      },
      footer = {
        "  source <(clew completion bash)",
        "  clew completion bash > ~/.local/share/bash-completion/completions/clew"
      })
  int bash() throws IOException {
    return print("clew.bash");
  }

  @Command(
      name = "zsh",
      description = {
        "Print the completion for zsh.",
        "Source it in ~/.zshrc behind compinit, or save it as _clew in a directory of $fpath."
      },
      footer = {
        "  source <(clew completion zsh)",
        "  clew completion zsh > ~/.local/share/zsh/site-functions/_clew"
      })
  int zsh() throws IOException {
    return print("clew.zsh");
  }

  @Command(
      name = "fish",
      description = "Print the completion for fish.",
      footer = "  clew completion fish > ~/.config/fish/completions/clew.fish")
  int fish() throws IOException {
    return print("clew.fish");
  }

  private int print(String script) throws IOException {
    String name = "/completion/" + script;
    try (InputStream in =
        Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(name))) {
      in.transferTo(context.out());
    }
    return 0;
  }
}
