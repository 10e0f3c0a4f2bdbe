import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const ALL_KEYS: [keys: string, what: string][] = [
  ['j  k', 'next and previous row'],
  ['Enter', 'open the row'],
  ['Esc', 'back, or close what is open'],
  ['[  ]', 'previous and next failure'],
  ['<  >', 'the linked trace before and after'],
  ['/', 'search'],
  ['+  −  0', 'zoom in, out, to everything'],
  ['h  l', 'collapse and expand a span'],
  ['v', 'waterfall or graph of an execution'],
  ['f', 'follow what is live'],
  ['g then r t l m f', 'runs, traces, logs, metrics, fleet'],
  ['?', 'these keys'],
];

export type KeyMap = Record<string, (event: KeyboardEvent) => void | boolean>;

const handlers: KeyMap[] = [];
let held: () => boolean = () => false;
let prefixed: { map: KeyMap; until: number } | undefined;

/** While a dialog is open, keys are the browser's. */
export function holdKeys(when: () => boolean): void {
  held = when;
}

/** For a second the next key is looked up here before anywhere else, as in `g` then `l`. */
export function prefix(map: KeyMap): void {
  prefixed = { map, until: performance.now() + 1000 };
}

/** Keys of the page: those of the element that came last go first. A handler that answers false leaves the key to others. */
export class Keys implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly map: KeyMap,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    handlers.unshift(this.map);
  }

  hostDisconnected(): void {
    handlers.splice(handlers.indexOf(this.map), 1);
  }
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || held()) return;
  const target = event.composedPath()[0] as HTMLElement;
  const writes = target.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
  if (writes) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  if (event.key === 'Enter' && target.matches?.('button, a, summary')) return;
  const first = prefixed && performance.now() < prefixed.until ? [prefixed.map] : [];
  prefixed = undefined;
  for (const map of [...first, ...handlers]) {
    const handle = map[event.key];
    if (!handle || handle(event) === false) continue;
    event.preventDefault();
    return;
  }
});
