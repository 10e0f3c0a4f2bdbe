import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Listens while the host is on the page. */
export class EventController implements ReactiveController {
  #off: (() => void)[] = [];

  /** @param listen begins to listen and returns what ends it, as [Emitter.on] does; `render` renders the host again */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly listen: (render: () => void) => (() => void)[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#off = this.listen(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    for (const off of this.#off.splice(0)) off();
  }
}
