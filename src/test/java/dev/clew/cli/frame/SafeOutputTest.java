package dev.clew.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.terminal.TerminalFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeOutputTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void textKeepsColoursAndNothingElseThatSteers() {
    SafeOutput out = new SafeOutput(written, false);

    out.print("\u001b[1;31mred\u001b[0m\t走🙂 \u001b[2J\u001b]0;x\u0007\u009b1m\u202e\u007f\r\n");
    out.flush();

    assertThat(written()).isEqualTo("\u001b[1;31mred\u001b[0m\t走🙂 ␛[2J␛]0;x␇\\u009b1m\\u202e␡␍\n");
  }

  @Test
  void whatIsNoUtf8IsReplaced() throws IOException {
    try (TerminalFilter filter = new TerminalFilter(written, TerminalFilter.Form.TEXT)) {
      filter.write(new byte[] {'a', (byte) 0x9b, '1', 'm', (byte) 0xe2, (byte) 0x82, 'b'});
      filter.write(new byte[] {(byte) 0xc2});
    }

    assertThat(written()).startsWith("a\ufffd1m\ufffd").endsWith("b\ufffd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[38;5;1mx\u001b[0m", "é走🙂\u202e\u009b", "\u001b[2J"})
  void sequencesMayComeInPieces(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var whole = new ByteArrayOutputStream();
    try (TerminalFilter filter = new TerminalFilter(whole, TerminalFilter.Form.TEXT)) {
      filter.write(bytes);
    }
    try (TerminalFilter filter = new TerminalFilter(written, TerminalFilter.Form.TEXT)) {
      for (byte each : bytes) {
        filter.write(each);
      }
    }

    assertThat(written()).isEqualTo(whole.toString(StandardCharsets.UTF_8));
  }

  @Test
  void jsonOnATerminalIsTheSameToAReader() throws IOException {
    String hostile = "{\"a\":\"x\u009b2J\u202ey\u007f 走🙂\udb40\udc41\"}";
    var out = new SafeOutput(written, true).json();

    out.print(hostile + "\n");
    out.flush();

    assertThat(written()).contains("\\u009b", "\\u202e", "\\u007f", "走🙂", "\\udb40\\udc41");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(written())).isEqualTo(json.readTree(hostile));
  }

  @Test
  void jsonElsewhereKeepsItsBytes() {
    String hostile = "{\"a\":\"x\u009b2J\u202ey\"}\n";
    var out = new SafeOutput(written, false).json();

    out.print(hostile);
    out.flush();

    assertThat(written()).isEqualTo(hostile);
  }
}
