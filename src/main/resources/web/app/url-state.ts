import { type Changes, Emitter } from './emitter';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The page's state is its URL: this reads and changes it. */
class UrlState extends Emitter<Changes> {
  constructor() {
    super();
    addEventListener('popstate', () => this.#changed());
  }

  /** The parts of the path, decoded: `/runs/8b47` is `['runs', '8b47']`. */
  get path(): string[] {
    return location.pathname.split('/').filter(Boolean).map(decode).map((part) => (DOTS.test(part) ? decode(part) : part));
  }

  has(name: string): boolean {
    return new URLSearchParams(location.search).has(name);
  }

  get(name: string): string {
    return new URLSearchParams(location.search).get(name) ?? '';
  }

  /** What is undefined is left out of the query. */
  href(path: string, query: Record<string, string | undefined> = {}): string {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, value);
    const text = params.toString();
    return path + (text ? `?${text}` : '');
  }

  go(href: string): void {
    if (href === location.pathname + location.search) return;
    history.pushState({ within: true }, '', href);
    this.#changed();
  }

  /** Changes parts of the query; as a new step of the history only where Back should undo it. */
  set(changes: Record<string, string | null | undefined>, step = false): void {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    const text = params.toString();
    const href = location.pathname + (text ? `?${text}` : '');
    if (href === location.pathname + location.search) return;
    if (step) history.pushState({ within: true }, '', href);
    else history.replaceState(history.state, '', href);
    this.#changed();
  }

  /** One place up: where one came from, or `fallback` when the page was opened here. */
  up(fallback: string): void {
    if (history.state?.within) history.back();
    else this.go(fallback);
  }

  #changed(): void {
    this.emit('change');
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const urlState = new UrlState();

/** What stands for an id of dots alone, or for one that looks like that, once it is decoded. */
const DOTS = /^(%(25)*2E){1,2}$/i;

/**
 * An id as a part of a path, for the page and for the API. Browsers take `.` and `..` out of a path, encoded or not: such an id is
 * encoded twice.
 */
export function segment(id: string): string {
  const twice = id === '.' || id === '..' || DOTS.test(id);
  return encodeURIComponent(twice ? encodeURIComponent(id).replaceAll('.', '%2E') : id);
}

/** Where the page shows a run. */
export function runHref(id: string, query: Record<string, string | undefined> = {}): string {
  return urlState.href(`/runs/${segment(id)}`, query);
}

/** Renders the host again when the URL changes. */
export class UrlStateController implements ReactiveController {
  #off?: () => void;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed?: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#off = urlState.on('change', () => {
      this.changed?.();
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#off?.();
  }
}
