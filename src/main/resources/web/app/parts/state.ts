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

/** The colour that a name always has: one of the eight hues. */
export function hueOf(name: string): number {
  let hash = 7;
  for (let i = 0; i < name.length && i < 200; i++) hash = (hash * 31 + name.charCodeAt(i)) | 0;
  return Math.abs(hash) % 8;
}
