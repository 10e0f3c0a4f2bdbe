import { Emitter } from '../emitter';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { url } from './client';
import { listen } from './stream';
import type { Rates, Tick } from './types';

export type LiveState = 'connecting' | 'live' | 'paused' | 'gone';

const AT_MOST_EVERY = 250;

/**
 * What changes on the server, at most four times a second. `gap` says that something may have been missed: whoever shows
 * something asks for it again.
 */
class Live extends Emitter<{ state: Event; change: LiveEvent }> {
  #connected = false;
  #everConnected = false;
  #paused = false;
  #changed = new Set<string>();
  #gap = false;
  #timer?: ReturnType<typeof setTimeout>;
  #last = 0;
  #open!: () => void;
  /** Settled when the server is heard for the first time. */
  readonly opened = new Promise<void>((resolve) => (this.#open = resolve));
  rates: Rates = { spans: 0, logs: 0, points: 0 };

  start(): void {
    void listen(
      url('/live'),
      {
        event: (event) => this.#tick(JSON.parse(event.data) as Tick),
        opened: (again) => {
          this.#connected = true;
          this.#everConnected = true;
          if (again) this.#gap = true;
          this.#open();
          this.#tell();
        },
        lost: () => {
          this.#connected = false;
          this.#everConnected = true;
          this.emit('state');
        },
      },
      new AbortController().signal,
    );
  }

  get state(): LiveState {
    if (!this.#everConnected) return 'connecting';
    if (!this.#connected) return 'gone';
    return this.#paused ? 'paused' : 'live';
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.emit('state');
    if (!paused) this.#tell();
  }

  #tick(tick: Tick): void {
    this.rates = tick.rates ?? this.rates;
    for (const run of tick.runs ?? []) this.#changed.add(run);
    if (tick.gap) this.#gap = true;
    this.#tell();
  }

  #tell(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#last + AT_MOST_EVERY - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#last = performance.now();
      this.emit('state');
      if (this.#paused || (this.#changed.size === 0 && !this.#gap)) return;
      const event = new LiveEvent({ runs: this.#changed, gap: this.#gap });
      this.#changed = new Set();
      this.#gap = false;
      this.emit(event);
    }, wait);
  }
}

export interface Changed {
  runs: Set<string>;
  gap: boolean;
}

/** Something has changed on the server. */
export class LiveEvent extends Event {
  constructor(readonly changed: Changed) {
    super('change');
  }
}

export const live = new Live();

/** Calls `changed` while the host is on the page; never again before the call before has ended. */
export class LiveController implements ReactiveController {
  #busy = false;
  #off?: () => void;
  #waiting?: Changed;

  constructor(
    host: ReactiveControllerHost,
    private readonly changed: (changed: Changed) => Promise<void>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#off = live.on('change', (event) => this.#add(event.changed));
  }

  hostDisconnected(): void {
    this.#off?.();
  }

  /** Calls once the server is heard: what came in before that was told to nobody. */
  async catchUp(): Promise<void> {
    await live.opened;
    this.#add({ runs: new Set(), gap: true });
  }

  #add({ runs, gap }: Changed): void {
    this.#waiting = {
      runs: new Set([...(this.#waiting?.runs ?? []), ...runs]),
      gap: gap || (this.#waiting?.gap ?? false),
    };
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting) {
      const changed = this.#waiting;
      this.#waiting = undefined;
      await this.changed(changed).catch(() => undefined);
    }
    this.#busy = false;
  }
}
