import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Latest } from './client';
import { live } from './live';

/**
 * Asks the server again and again while the host is on the page: never twice at once, not while the tab is out of sight, and not
 * while the page is paused.
 */
export class PollController implements ReactiveController {
  #timer?: ReturnType<typeof setTimeout>;
  #request = new Latest();
  #connected = false;
  #busy = false;
  #wanted = false;
  #ended = false;
  #off?: () => void;

  /** @param ask answers whether to ask again by itself */
  constructor(
    host: ReactiveControllerHost,
    private readonly everyMillis: number,
    private readonly ask: (signal: AbortSignal) => Promise<boolean>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    document.addEventListener('visibilitychange', this.#wake);
    this.#off = live.on('state', this.#wake);
    this.now();
  }

  hostDisconnected(): void {
    this.#connected = false;
    document.removeEventListener('visibilitychange', this.#wake);
    this.#off?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#request.stop();
  }

  /** Asks at once, and from then on, even if the page is paused. */
  now(): void {
    clearTimeout(this.#timer);
    this.#wanted = true;
    this.#ended = false;
    void this.#next();
  }

  #wake = (): void => {
    if (this.#timer === undefined) void this.#next();
  };

  async #next(): Promise<void> {
    this.#timer = undefined;
    const asleep = document.hidden || this.#ended || (live.state === 'paused' && !this.#wanted);
    if (!this.#connected || this.#busy || asleep) return;
    this.#wanted = false;
    this.#busy = true;
    const again = await this.ask(this.#request.next());
    this.#busy = false;
    this.#ended = !again && !this.#wanted;
    if (this.#connected) this.#timer = setTimeout(() => void this.#next(), this.#wanted ? 0 : this.everyMillis);
  }
}
