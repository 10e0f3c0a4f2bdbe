import { html, type TemplateResult } from 'lit';

/** Signs and colours of the states of nodes, services, replicas, jobs and tasks. */
const SIGNS = new Map<string, [sign: string, colour: string]>(Object.entries({
  ready: ['✓', 'muted'],
  draining: ['◐', 'warn'],
  left: ['–', 'muted'],
  silent: ['?', 'warn'],
  lost: ['✗', 'fail'],
  stable: ['✓', 'muted'],
  updating: ['◌', 'running'],
  stalled: ['✗', 'fail'],
  pending: ['·', 'muted'],
  running: ['◌', 'running'],
  succeeded: ['✓', 'muted'],
  failed: ['✗', 'fail'],
  cancelled: ['⊗', 'muted'],
}));

/** What stands for a replica's state in its cell. */
const LETTERS = new Map(Object.entries({
  pending: 'P',
  running: 'R',
  healthy: 'H',
  stopping: 'S',
  stopped: 'E',
  failed: 'F',
  lost: 'L',
  missing: '·',
}));

/** What they say in a word where their name alone does not. */
const WORDS = new Map([
  ['stopped', 'ended'],
  ['missing', 'no machine yet'],
]);

/** The order in which tasks are of interest. */
const WORST_FIRST = ['failed', 'lost', 'running', 'pending', 'cancelled', 'succeeded'];

export function fleetSign(state: string): TemplateResult {
  const [sign, colour] = SIGNS.get(state) ?? ['·', 'muted'];
  return html`<span class="state ${colour}" role="img" aria-label=${state} title=${state}>${sign}</span>`;
}

export function letterOf(state: string): string {
  return LETTERS.get(state) ?? '?';
}

export function wordOf(state: string): string {
  return WORDS.get(state) ?? state;
}

/** Whether a replica's state has a look of its own; what a newer server may add has none. */
export function isReplicaState(state: string): boolean {
  return LETTERS.has(state);
}

/** What `[` and `]` go to. */
export function isFailure(state: string): boolean {
  return state === 'failed' || state === 'lost' || state === 'stalled' || state === 'silent';
}

export function worstFirst(a: { state: string }, b: { state: string }): number {
  return WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state);
}
