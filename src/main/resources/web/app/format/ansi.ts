/** Text of a terminal as pieces with classes. Nothing is executed: only colours and weights are kept. */
export interface Piece {
  text: string;
  classes: string;
}

// eslint-disable-next-line no-control-regex
const CONTROL =
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)|\x1b[ -/]*[0-~]|\x1b|\x9b[0-?]*[ -/]*[@-~]/g;
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g;

/** Characters that do not show, or that turn the text around, as signs that show. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return character === '\r' ? '' : String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}

/** The text without what steers a terminal. */
export function plain(text: string): string {
  return visible(text.replace(CONTROL, ''));
}

/** At most so many characters, the rest as an ellipsis. */
export function shortened(text: string, most = 300): string {
  const shown = plain(text);
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}

/** A name as [shortened] shows it; a dash where there is none. */
export function named(text: string | undefined, most = 300): string {
  const shown = shortened(text ?? '', most);
  return shown.trim() === '' ? '–' : shown;
}

export function pieces(text: string): Piece[] {
  if (!text.includes('\x1b') && !text.includes('\x9b')) return [{ text: visible(text), classes: '' }];
  const result: Piece[] = [];
  const look = new Look();
  let from = 0;
  for (const match of text.matchAll(CONTROL)) {
    add(result, text.slice(from, match.index), look.classes());
    if (match[2] === 'm') look.take(match[1] ?? '');
    from = match.index + match[0].length;
  }
  add(result, text.slice(from), look.classes());
  return result;
}

function add(result: Piece[], text: string, classes: string): void {
  if (text) result.push({ text: visible(text), classes });
}

class Look {
  #colour = -1;
  #on = new Set<string>();

  take(parameters: string): void {
    const codes = parameters.split(/[;:]/).map((code) => Number(code || 0));
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code === 0) ((this.#colour = -1), this.#on.clear());
      else if (code === 1) this.#on.add('bold');
      else if (code === 2) this.#on.add('dim');
      else if (code === 3) this.#on.add('italic');
      else if (code === 4) this.#on.add('underline');
      else if (code === 7) this.#on.add('inverse');
      else if (code === 22) (this.#on.delete('bold'), this.#on.delete('dim'));
      else if (code === 23) this.#on.delete('italic');
      else if (code === 24) this.#on.delete('underline');
      else if (code === 27) this.#on.delete('inverse');
      else if (code >= 30 && code <= 37) this.#colour = code - 30;
      else if (code >= 90 && code <= 97) this.#colour = code - 90;
      else if (code === 39) this.#colour = -1;
      else if (code === 38 || code === 48) i += this.#extended(codes, i);
    }
  }

  /** 256 and true colours become the nearest of the eight; answers how many codes it took. */
  #extended(codes: number[], at: number): number {
    const foreground = codes[at] === 38;
    if (codes[at + 1] === 5) {
      if (foreground) this.#colour = nearest256(codes[at + 2] ?? 7);
      return 2;
    }
    if (foreground) this.#colour = nearest(codes[at + 2] ?? 0, codes[at + 3] ?? 0, codes[at + 4] ?? 0);
    return 4;
  }

  classes(): string {
    return [...(this.#colour >= 0 ? [`ansi-${this.#colour}`] : []), ...this.#on].join(' ');
  }
}

function nearest256(code: number): number {
  if (code < 16) return code % 8;
  if (code >= 232) return code > 243 ? 7 : 0;
  const cube = code - 16;
  return nearest(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51);
}

function nearest(red: number, green: number, blue: number): number {
  return (red > 110 ? 1 : 0) + (green > 110 ? 2 : 0) + (blue > 110 ? 4 : 0);
}
