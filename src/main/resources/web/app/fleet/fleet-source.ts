import type { AuditEvent, Fleet, FleetNode, Job, Stack } from '../api/fleet-types';
import { ApiError, get, url, wasAborted } from '../api/client';
import { followLines } from '../api/stream';
import { type Changes, Emitter } from '../emitter';

/** Of the audit log so many events are read at first, and kept. */
const MOST_EVENTS = 1000;

/** A fleet as the server shows it: how it stands, asked again and again, and its audit log, which is followed. */
export class FleetSource extends Emitter<Changes> {
  fleet?: Fleet;
  nodes: FleetNode[] = [];
  jobs: Job[] = [];
  stacks: Stack[] = [];
  /** The newest first. */
  events: AuditEvent[] = [];
  /** Whether the audit log has answered. */
  heard = false;
  error: unknown;
  #lines = new Map<string, AuditEvent>();
  #following?: AbortController;
  #since = '';

  /** @returns whether there is anything to ask for again */
  async look(jobs: number, signal: AbortSignal): Promise<boolean> {
    try {
      const [fleet, { nodes = [] }, { jobs: all = [] }, { stacks = [] }] = await Promise.all([
        get<Fleet>('/fleet', {}, signal),
        get<{ nodes?: FleetNode[] }>('/nodes', {}, signal),
        get<{ jobs?: Job[] }>('/jobs', { limit: jobs }, signal),
        get<{ stacks?: Stack[] }>('/deployments', {}, signal),
      ]);
      Object.assign(this, { fleet, nodes, jobs: all, stacks, error: undefined });
    } catch (error) {
      if (wasAborted(error)) return true;
      this.error = error;
    }
    this.emit('change');
    return !this.missing;
  }

  /** Whether the server has no fleet. */
  get missing(): boolean {
    return this.error instanceof ApiError && this.error.code === 'E120';
  }

  /** Follows the audit log; what is known of the same range is kept. @param since an age or a time; empty for no begin */
  follow(since: string): void {
    this.unfollow();
    if (since !== this.#since) {
      this.#lines.clear();
      this.events = [];
      this.heard = false;
    }
    this.#since = since;
    const following = (this.#following = new AbortController());
    const take = (lines: string[]) => following.signal.aborted || this.#take(lines);
    void followLines(url('/audit', { since, last: MOST_EVENTS, follow: true }), take, following.signal);
  }

  /** Whether the audit log is followed. */
  get follows(): boolean {
    return this.#following !== undefined;
  }

  unfollow(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  /** A line that comes again after the connection was lost is one that is known. */
  #take(lines: string[]): void {
    const known = this.heard ? this.#lines.size : -1;
    this.heard = true;
    for (const line of lines) this.#lines.set(line, JSON.parse(line) as AuditEvent);
    if (this.#lines.size === known) return;
    const kept = [...this.#lines].slice(-MOST_EVENTS);
    this.#lines = new Map(kept);
    this.events = kept.map(([, event]) => event).reverse();
    this.emit('change');
  }
}
