package dev.clew.cli.help;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.OptionSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Prints the script that teaches a shell to complete Clew's command lines.
public record CompletionCommand(CliContext context, String shell) implements Callable<Integer> {
  public static CommandSpec spec(CliContext context) {
    CommandSpec completion = OptionSpecs.command(new Object(), "completion");
    completion
        .usageMessage()
        .description(
            "Print what makes a shell complete commands, options, run ids, stages, keys and codes.")
        .synopsisSubcommandLabel("(bash | zsh | fish)")
        .footer("  source <(clew completion bash)", "  clew completion zsh --help");
    script(completion, context, "bash")
        .description(
            "Print the completion for bash.",
            "Source it in ~/.bashrc, or save it as a file that bash-completion loads when it is needed.")
        .footer(
            "  source <(clew completion bash)",
            "  clew completion bash > ~/.local/share/bash-completion/completions/clew");
    script(completion, context, "fish")
        .description("Print the completion for fish.")
        .footer("  clew completion fish > ~/.config/fish/completions/clew.fish");
    script(completion, context, "zsh")
        .description(
            "Print the completion for zsh.",
            "Source it in ~/.zshrc behind compinit, or save it as _clew in a directory of $fpath.")
        .footer(
            "  source <(clew completion zsh)",
            "  clew completion zsh > ~/.local/share/zsh/site-functions/_clew");
    return completion;
  }

  private static UsageMessageSpec script(CommandSpec above, CliContext context, String shell) {
    CommandSpec command = OptionSpecs.command(new CompletionCommand(context, shell), shell);
    above.addSubcommand(shell, command);
    return command.usageMessage();
  }

  @Override
  public Integer call() throws IOException {
    String script = "/completion/clew." + shell;
    try (InputStream in = CompletionCommand.class.getResourceAsStream(script)) {
      Objects.requireNonNull(in).transferTo(context.out());
    }
    return 0;
  }
}
