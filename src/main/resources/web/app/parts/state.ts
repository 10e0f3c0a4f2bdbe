import { html, type TemplateResult } from 'lit';

const SIGNS: Record<string, [sign: string, word: string, colour: string]> = {
  ok: ['✓', 'succeeded', 'muted'],
  failed: ['✗', 'failed', 'fail'],
  running: ['◌', 'running', 'running'],
  interrupted: ['⊘', 'interrupted', 'warn'],
  skipped: ['–', 'skipped', 'muted'],
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

/** The hue that a name always has. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length && i < 200; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return HUES[(((hash >>> 16) ^ hash) >>> 0) % HUES.length]!;
}
