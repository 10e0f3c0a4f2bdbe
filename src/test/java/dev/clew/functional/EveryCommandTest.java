package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.EveryCommand.Call;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command starts: a binary that lacks reflection data or a resource of one of them fails
/// here, whatever else is tested of it.
class EveryCommandTest {
  @TempDir static Path home;

  @BeforeAll
  static void record() throws IOException {
    EveryCommand.prepare(home);
  }

  static Set<List<String>> commands() {
    return EveryCommand.HELP.keySet();
  }

  @Test
  void noneIsForgotten() {
    assertThat(
            EveryCommand.calls().stream()
                .map(call -> command(call.arguments()))
                .collect(Collectors.toSet()))
        .isEqualTo(commands());
  }

  private static List<String> command(List<String> arguments) {
    return commands().stream()
        .filter(
            words -> arguments.subList(0, Math.min(words.size(), arguments.size())).equals(words))
        .max(Comparator.comparing(List::size))
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itsHelpIsTheSameAsOnTheJvm(List<String> words) {
    Ended ended = run(Stream.concat(words.stream(), Stream.of("--help")));

    assertThat(ended.text()).isEqualTo(EveryCommand.HELP.get(words));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
  }

  static List<Call> calls() {
    return EveryCommand.calls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void itDoesItsWork(Call call) throws JsonProcessingException {
    Ended ended = run(call.arguments().stream());

    assertThat(ended.err()).doesNotContainPattern("(?m)^\\s+at |Exception|[Rr]eflect|\\[E099]");
    assertThat(ended.code()).as(ended.err()).isEqualTo(call.code());
    assertThat(ended.err().startsWith("error: [E")).as(ended.err()).isEqualTo(ended.code() > 0);
    if (call.toString().endsWith("-o json")) {
      assertThat(new ObjectMapper().readTree(ended.text()).isContainerNode()).isTrue();
    }
  }

  private static Ended run(Stream<String> arguments) {
    return EveryCommand.in(home).run(arguments.toArray(String[]::new));
  }
}
