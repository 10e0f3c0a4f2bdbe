import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { named, pieces, plain, shortened, visible } from '../../../main/resources/web/app/format/ansi';

const ESC = '\x1b';

test('colours and weights are classes', () => {
  deepEqual(pieces(`a${ESC}[1;31mb${ESC}[0mc`), [
    { text: 'a', classes: '' },
    { text: 'b', classes: 'ansi-1 bold' },
    { text: 'c', classes: '' },
  ]);
  deepEqual(pieces(`${ESC}[38;5;196mred${ESC}[39m${ESC}[38;2;0;200;0mgreen`), [
    { text: 'red', classes: 'ansi-1' },
    { text: 'green', classes: 'ansi-2' },
  ]);
  deepEqual(pieces(`${ESC}[48;5;196mtext`), [{ text: 'text', classes: '' }]);
});

test('what moves, clears or asks is left out', () => {
  equal(plain(`${ESC}[2J${ESC}[10;5Hx${ESC}]0;title\x07y${ESC}P data${ESC}\\z${ESC}c`), 'xyz');
  equal(plain('\x9b31mx'), 'x');
  equal(plain(`cut off ${ESC}]8;;http://a`), 'cut off ');
});

test('what does not show is shown as a sign', () => {
  equal(visible('a\x00b\x7f\tc\r'), 'a␀b␡\tc');
  equal(visible('\u202egnp.exe'), '‹U+202E›gnp.exe');
});

test('long texts end in an ellipsis, and no name is a dash', () => {
  equal(shortened('x'.repeat(12), 10), `${'x'.repeat(10)}…`);
  equal(shortened(`${ESC}[31mshort`, 10), 'short');
  equal(named(undefined), '–');
  equal(named('  '), '–');
});
