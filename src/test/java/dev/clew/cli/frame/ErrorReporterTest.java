package dev.clew.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.AllCommands;
import dev.clew.cli.Invocation;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReporterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--server http://x runs | ; give --server after the command: clew runs --server … (see clew runs --help)",
        "--server=http://x runs | ; give --server after the command: clew runs --server …",
        "-n2 runs | ; give -n after the command: clew runs -n …",
        "--debug --name x run -- true | ; give --name after the command: clew run --name …",
        "--force config init | ; give --force after the command: clew config init --force …",
        "metric --unit s add n 1 | ; give --unit after the command: clew metric add --unit …",
        "to runs | \"to\" is no command of Clew's; to record it, write clew run -- to runs (see clew --help)",
        "isnpect 8b47 | \"isnpect\" is no command of Clew's; did you mean clew inspect? (see clew --help)",
        "--debug rnu -- make | did you mean clew run?",
        "make -j2 test | \"make\" is no command of Clew's; to record it, write clew run -- make -j2 test (",
        "-v ./build.sh --fast | to record it, write clew run -- ./build.sh --fast (",
        "--server http://x explain E016 | Unknown options: '--server', 'http://x' (see clew --help)",
        "--server http://x | Unknown options: '--server', 'http://x' (see clew --help)",
        "runs --frobnicate | Unknown option: '--frobnicate' (see clew runs --help)",
      })
  void anOptionThatStandsBeforeItsCommandIsSaidToBelongAfterIt(String line, String said) {
    Invocation clew = new Invocation(Path.of("/nowhere"));
    String[] args = line.split(" ");

    int code = AllCommands.root(clew.context(), args).execute(args);

    assertThat(code).isEqualTo(2);
    assertThat(clew.err()).contains(said);
  }
}
