import { get } from '../api/client';
import { live } from '../api/live';
import type { Status } from '../api/types';
import { type Changes, Emitter } from '../emitter';

/** Whether the server is the control plane of a fleet; asked again when the server was gone. */
class FleetPresence extends Emitter<Changes> {
  there = false;

  constructor() {
    super();
    void this.#ask();
    live.on('change', ({ changed }) => changed.gap && void this.#ask());
  }

  async #ask(): Promise<void> {
    const status = await get<Status>('/status').catch(() => undefined);
    if (!status || status.fleet === this.there) return;
    this.there = status.fleet;
    this.emit('change');
  }
}

export const fleet = new FleetPresence();
