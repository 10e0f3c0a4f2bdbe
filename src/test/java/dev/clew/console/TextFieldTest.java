package dev.clew.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFieldTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, 3",
    "abc<LEFT>x, abxc, 3",
    "abc<HOME><DELETE>x, xbc, 1",
    "abc<HOME><LEFT><RIGHT><BACKSPACE>, bc, 0",
    "ab<BACKSPACE><BACKSPACE><BACKSPACE><DELETE>c, c, 1",
    "漢字<LEFT>x, 漢x字, 2",
    "a😀b<LEFT><LEFT><DELETE>, ab, 1",
    "a😀<BACKSPACE>b, ab, 2",
    "abc<HOME><END>d<UP><TAB><ENTER>, abcd, 4",
  })
  void isEditedAsALineIs(String typed, String text, int caret) {
    TextField field = TextField.of("");
    for (Object input : Samples.keys(typed)) {
      field = field.on((Input) input);
    }

    assertThat(field).isEqualTo(new TextField(text, caret));
  }

  @ParameterizedTest
  @CsvSource({"abc, 0, 0", "abc, 2, 2", "abc, 9, 3", "漢字, 1, 0", "漢字, 2, 1"})
  void aClickPutsTheCaretOnACharacter(String text, int column, int caret) {
    assertThat(TextField.of(text).click(column).caret()).isEqualTo(caret);
  }
}
