import { type Changes, Emitter } from '../emitter';

/** What the names of the tokens mean right now, for canvases. */
const known = new Map<string, string>();
let probe: HTMLElement | undefined;

export function colour(name: string): string {
  let value = known.get(name);
  if (value === undefined) {
    probe ??= document.body.appendChild(Object.assign(document.createElement('i'), { hidden: true }));
    probe.style.color = `var(--${name})`;
    value = getComputedStyle(probe).color;
    known.set(name, value);
  }
  return value;
}

/** Tells when the theme has changed, whoever changed it. */
export const theme = new (class extends Emitter<Changes> {
  constructor() {
    super();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.changed());
  }

  changed(): void {
    known.clear();
    this.emit('change');
  }
})();
