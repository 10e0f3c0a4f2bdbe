import { html, type TemplateResult } from 'lit';

const SIGNS: Record<string, [sign: string, word: string, colour: string]> = {
  ok: ['✓', 'succeeded', 'muted'],
  failed: ['✗', 'failed', 'fail'],
  running: ['◌', 'running', 'running'],
  interrupted: ['⊘', 'interrupted', 'warn'],
  skipped: ['–', 'skipped', 'muted'],
  pending: ['·', 'not reached', 'muted'],
  waiting: ['?', 'waits for a decision', 'warn'],
  retrying: ['↻', 'will be tried again', 'warn'],
  cancelled: ['⊗', 'cancelled', 'muted'],
};

/** The state's sign, with its word for those who cannot see it. */
export function stateSign(state: string): TemplateResult {
  const [sign, word, colour] = SIGNS[state] ?? ['·', state, 'muted'];
  return html`<span class="state ${colour}" role="img" aria-label=${word} title=${word}>${sign}</span>`;
}

export function stateWord(state: string): string {
  return SIGNS[state]?.[1] ?? state;
}

/** The hues that names have; the slate one is for what has none. */
const HUES = [0, 1, 2, 4, 5, 6, 7];
export const SLATE = 3;

/**
 * A hue for each name: always the same one for the same names, and, where there are enough, a different one for each. So a run's
 * shape is recognised from the list to the waterfall, and from one run to the next.
 */
export function huesOf(names: Iterable<string>): Map<string, number> {
  const hues = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    let at = hash(name) % HUES.length;
    for (let i = 0; i < HUES.length && taken.has(at); i++) at = (at + 1) % HUES.length;
    taken.add(at);
    if (taken.size === HUES.length) taken.clear();
    hues.set(name, HUES[at]!);
  }
  return hues;
}

function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < name.length && i < 200; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return ((value >>> 16) ^ value) >>> 0;
}
