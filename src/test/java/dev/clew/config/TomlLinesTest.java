package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TomlLinesTest {
  @Test
  void findsKeysAfterEveryKindOfValue() {
    String toml =
        """
        # not = this
        a = \"\"\"
        b = 1 \\""\" in it
        \"\"\"
        c = ["x]", '''
        d = 2''', [1,
          2]] # e = 3
        [ f . "g h" ] # comment
        i = { j = "}", k = [ { l = 1 } ] }
        m.n = 1979-05-27T07:32:00Z
        [[o]]
        p = 'q\\'
        r = -1.5
        """;

    assertThat(TomlLines.of(toml))
        .containsEntry("a", 2)
        .containsEntry("c", 5)
        .containsEntry("f", 8)
        .containsEntry("f.\"g h\"", 8)
        .containsEntry("f.\"g h\".i", 9)
        .containsEntry("f.\"g h\".i.k", 9)
        .containsEntry("f.\"g h\".m.n", 10)
        .containsEntry("o", 11)
        .containsEntry("o.p", 12)
        .containsEntry("o.r", 13)
        .doesNotContainKeys("not", "b", "d", "e");
  }
}
