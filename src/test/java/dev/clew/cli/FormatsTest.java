package dev.clew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.frame.Since;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.ColorMode;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Sparkline;
import dev.clew.terminal.Table;
import dev.clew.terminal.TimeBar;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0µs",
    "842000, 842µs",
    "999600, 1ms",
    "50000000, 50ms",
    "999600000, 1.0s",
    "4100000000, 4.1s",
    "12400000000, 12.4s",
    "59949999999, 59.9s",
    "59950000000, 1m00s",
    "724000000000, 12m04s",
    "3599600000000, 1h00m",
    "11100000000000, 3h05m",
    "187200000000000, 2d04h",
  })
  void durations(long nanos, String text) {
    assertThat(Durations.text(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, just now",
    "5000000000, 5s ago",
    "180000000000, 3m ago",
    "7200000000000, 2h ago",
    "172800000000000, 2d ago",
  })
  void ages(long nanos, String text) {
    assertThat(Durations.ago(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "999999999, now",
    "5000000000, in 5s",
    "180000000000, in 3m",
    "7200000000000, in 2h",
    "2592000000000000, in 30d",
  })
  void durationsAhead(long nanos, String text) {
    assertThat(Durations.ahead(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "999, 999B",
    "1000, 1.0kB",
    "84200000, 84.2MB",
    "123456789, 123MB",
    "999999, 1.0MB",
  })
  void bytes(double bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1e308,       1,  1e308",
    "-1.23456e20, 1,  -1.235e20",
    "999999999999999, 1, 999999999999999",
    "1e15,        1,  1e15",
    "0.000001,    1,  0.000001",
    "1.5e-9,      1,  1.5e-9",
    "4.9e-324,    1,  4.941e-324",
    "0,           1,  0",
    "0.25,        s,  0.25",
    "1e25,        By, 1e25B",
    "1e18,        By, 1.0EB"
  })
  void values(double value, String unit, String text) {
    assertThat(Amounts.value(value, unit)).isEqualTo(text);
  }

  @Test
  void widths() {
    assertThat(DisplayWidth.of("abc")).isEqualTo(3);
    assertThat(DisplayWidth.of("建てる")).isEqualTo(6);
    assertThat(DisplayWidth.of("cafe\u0301")).isEqualTo(4);
    assertThat(DisplayWidth.of("😀")).isEqualTo(2);
    assertThat(DisplayWidth.of("🇩🇪")).isEqualTo(2);
    assertThat(DisplayWidth.of("한글")).isEqualTo(4);
    assertThat(DisplayWidth.of("\u1112\u1161\u11ab")).isEqualTo(2);
    assertThat(DisplayWidth.of("ﾊﾝｶｸ")).isEqualTo(4);
    assertThat(DisplayWidth.of("ＦＵＬＬ")).isEqualTo(8);
    assertThat(DisplayWidth.of("a\u200db\ufe0f")).isEqualTo(2);
    assertThat(DisplayWidth.of("█├─…µ")).isEqualTo(5);
    assertThat(DisplayWidth.column("建てる", 5)).isEqualTo("建て…");
    assertThat(DisplayWidth.column("建てる", 4)).isEqualTo("建… ");
    assertThat(DisplayWidth.fit("abc", 0)).isEmpty();
  }

  @Test
  void tablesAlignByColumnsOfTheTerminalAndGiveWay() {
    Table table = new Table(List.of(false, false, true, true), 1);
    table.add("ID", "NAME", "EXIT", "SIZE");
    table.add("1", "建てるテスト😀", "0", "10kB");
    table.add("2", "cafe\u0301 au lait", "12", "1.0MB");

    assertThat(table.lines(80, (_, _, cell) -> cell))
        .containsExactly(
            "ID  NAME            EXIT   SIZE",
            "1   建てるテスト😀     0   10kB",
            "2   cafe\u0301 au lait      12  1.0MB");
    assertThat(table.lines(27, (_, _, cell) -> cell))
        .containsExactly(
            "ID  NAME        EXIT   SIZE",
            "1   建てるテ…      0   10kB",
            "2   cafe\u0301 au l…    12  1.0MB");
    assertThat(table.lines(20, (_, _, cell) -> cell))
        .containsExactly("ID  NAME        EXIT", "1   建てるテ…      0", "2   cafe\u0301 au l…    12");
    assertThat(table.lines(5, (_, _, cell) -> cell))
        .containsExactly("ID  NAME", "1   建てる…", "2   cafe\u0301 au…");
  }

  @Test
  void timeBars() {
    TimeBar bar = new TimeBar(0, 80, 10);

    assertThat(bar.of(0, 80)).isEqualTo("██████████");
    assertThat(bar.of(0, 12)).isEqualTo("█▌");
    assertThat(bar.of(40, 40)).isEqualTo("     ▏");
    assertThat(bar.of(80, 80)).isEqualTo("         ▏");
    assertThat(new TimeBar(5, 5, 10).of(5, 5)).isEqualTo("▏");
    assertThat(new TimeBar(0, 80, 0).of(0, 80)).isEmpty();
  }

  @Test
  void sparklines() {
    assertThat(Sparkline.of(List.of(0.0, 3.5, 7.0), 20)).isEqualTo("▁▅█");
    assertThat(Sparkline.of(List.of(1.0), 20)).isEmpty();
    assertThat(Sparkline.of(Collections.nCopies(50, 2.0), 5)).isEqualTo("▁▁▁▁▁");
  }

  @Test
  void pointsInTime() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(10_000), ZoneOffset.UTC);

    assertThat(Since.parse("5m", clock)).hasValue(9_700_000_000_000L);
    assertThat(Since.parse("1h30m", clock)).hasValue(4_600_000_000_000L);
    assertThat(Since.parse("1970-01-01T00:00:01.5Z", clock)).hasValue(1_500_000_000L);
    assertThat(Since.parse("1970-01-01T01:00:01+01:00", clock)).hasValue(1_000_000_000L);
    assertThat(Since.parse("", clock)).isEmpty();
    assertThat(Since.parse("5", clock)).isEmpty();
    assertThat(Since.parse("m5m", clock)).isEmpty();
  }

  @Test
  void colours() {
    assertThat(Palette.of(ColorMode.AUTO, Map.of(), true).enabled()).isTrue();
    assertThat(Palette.of(ColorMode.AUTO, Map.of(), false).enabled()).isFalse();
    assertThat(Palette.of(ColorMode.AUTO, Map.of("NO_COLOR", "1"), true).enabled()).isFalse();
    assertThat(Palette.of(ColorMode.AUTO, Map.of("NO_COLOR", ""), true).enabled()).isTrue();
    assertThat(Palette.of(ColorMode.ALWAYS, Map.of("NO_COLOR", "1"), false).enabled()).isTrue();
    assertThat(Palette.of(ColorMode.NEVER, Map.of(), true).enabled()).isFalse();
  }
}
