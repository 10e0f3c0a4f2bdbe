import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Source = [target: EventTarget, event: string, handle?: () => void];

/** Listens while the host is on the page; renders it again where nothing else is said. */
export class EventController implements ReactiveController {
  #on: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly sources: () => Source[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const [target, event, handle = () => this.host.requestUpdate()] of this.sources()) {
      target.addEventListener(event, handle);
      this.#on.push(() => target.removeEventListener(event, handle));
    }
  }

  hostDisconnected(): void {
    for (const off of this.#on.splice(0)) off();
  }
}
