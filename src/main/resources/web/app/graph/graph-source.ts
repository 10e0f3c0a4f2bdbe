import { get } from '../api/client';
import type { GraphAnswer } from '../api/types';
import type { SpanTable } from '../run/span-table';
import { segment } from '../url-state';

const AT_LEAST = 1000;

/** Asks for the graph of a run: once to know whether it has one; where it is shown, again when the run has changed, now and then. */
export class GraphSource {
  shown = false;
  #found = false;
  #asked = false;
  #stale = false;
  #busy = false;
  #next = 0;

  /** The run has changed. */
  stale(): void {
    this.#stale = true;
  }

  /** Whether to ask again. */
  due(running: boolean): boolean {
    return this.#stale && this.shown && !this.#busy && (!running || performance.now() >= this.#next);
  }

  /** The graph; undefined where there is none, or nothing to ask for now. */
  async load(run: string, table: SpanTable, running: boolean, signal: AbortSignal): Promise<GraphAnswer | undefined> {
    this.#found ||= table.name.some((name, i) => name.startsWith('node:') && table.stage(i));
    if (!this.#found || this.#busy || (this.#asked && !this.shown)) return undefined;
    if (running && performance.now() < this.#next) return undefined;
    this.#busy = true;
    this.#stale = false;
    const begin = performance.now();
    try {
      const answer = await get<GraphAnswer>(`/runs/${segment(run)}/graph`, {}, signal);
      this.#asked = true;
      return answer;
    } catch {
      return undefined; // what is shown stays, and the next change asks again
    } finally {
      this.#busy = false;
      this.#next = performance.now() + Math.max(AT_LEAST, 4 * (performance.now() - begin));
    }
  }
}
