import type { LitElement, ReactiveController } from 'lit';

/** Says when the host's size has changed, while it is on the page. */
export class ResizeController implements ReactiveController {
  #observer: ResizeObserver;

  constructor(
    private readonly host: LitElement,
    changed: () => void,
  ) {
    this.#observer = new ResizeObserver(changed);
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
