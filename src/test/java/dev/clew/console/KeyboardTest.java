package dev.clew.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.console.Input.Key;
import dev.clew.posix.Descriptor;
import dev.clew.posix.Libc;
import dev.clew.posix.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the bytes of a terminal mean.
class KeyboardTest {
  private static List<Input> typed(String bytes) throws IOException {
    Libc libc = new Libc();
    TerminalBackend terminal = new TerminalBackend(new Terminal(libc, new Descriptor(libc, -1)));
    terminal.listen(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)));
    Keyboard keyboard = new Keyboard(terminal);
    List<Input> inputs = new ArrayList<>();
    for (Input input = keyboard.next(); input != null; input = keyboard.next()) {
      inputs.add(input);
    }
    return inputs;
  }

  @Test
  void lettersKeysAndControls() throws IOException {
    assertThat(
            typed(
                "q/é漢\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[H\u001b[4~\r\t\u007f\u0003\u001a\u000c"))
        .containsExactly(
            new Input.Letter('q'),
            new Input.Letter('/'),
            new Input.Letter('é'),
            new Input.Letter('漢'),
            new Input.Press(Key.UP),
            new Input.Press(Key.DOWN),
            new Input.Press(Key.PAGE_UP),
            new Input.Press(Key.PAGE_DOWN),
            new Input.Press(Key.HOME),
            new Input.Press(Key.END),
            new Input.Press(Key.ENTER),
            new Input.Press(Key.TAB),
            new Input.Press(Key.BACKSPACE),
            new Input.Press(Key.INTERRUPT),
            new Input.Press(Key.SUSPEND),
            new Input.Press(Key.REDRAW));
  }

  @Test
  void aKeyRightAfterEscapeIsAKeyOfItsOwn() throws IOException {
    assertThat(typed("\u001b\t\u001bq\u001b\u001b[A\u001b"))
        .containsExactly(
            new Input.Press(Key.ESCAPE),
            new Input.Press(Key.TAB),
            new Input.Press(Key.ESCAPE),
            new Input.Letter('q'),
            new Input.Press(Key.ESCAPE),
            new Input.Press(Key.UP),
            new Input.Press(Key.ESCAPE));
  }

  @Test
  void mouse() throws IOException {
    assertThat(typed("\u001b[<0;11;5M\u001b[<0;11;5m\u001b[<64;1;1M\u001b[<65;1;1M\u001b[<2;1;1M"))
        .containsExactly(new Input.Click(10, 4), new Input.Wheel(-3), new Input.Wheel(3));
  }

  @Test
  void whatIsUnknownMeansNothing() throws IOException {
    assertThat(typed("\u001b[99~\u001b[<1;x;2M\u0002a")).containsExactly(new Input.Letter('a'));
  }
}
