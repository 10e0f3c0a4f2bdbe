import { Emitter } from '../emitter';
import { getExactly, Latest, type Params, url, wasAborted } from '../api/client';
import { listen } from '../api/stream';
import type { Log } from '../api/types';
import { parseExactly } from '../api/exact';

interface Page {
  logs?: Log[];
  next?: string;
  searchedTo?: string;
}

const PAGE = 500;
const MOST = 20_000;
const AT_MOST_EVERY = 250;

/** Log records have come, or gone: how many before the first, less than none where that many have gone. */
export class LogsEvent extends Event {
  constructor(readonly added: number) {
    super('change');
  }
}

/**
 * A stretch of log records in order of time, which grows at both ends as one asks for more and follows what comes.
 */
export class LogSource extends Emitter<{ change: LogsEvent }> {
  logs: Log[] = [];
  loading = false;
  error?: unknown;
  /** Where the search for older records has stopped for now. */
  searchedTo?: string;
  following = false;
  /** Whether the run has ended and all of its records have come, while it is followed. */
  ended = false;
  #older?: Params;
  #newer?: Params;
  #request = new Latest();
  #follow?: AbortController;
  #known = new Set<string>();
  #incoming: Log[] = [];
  #timer?: ReturnType<typeof setTimeout>;

  /** @param accept leaves out what the API's parameters cannot */
  constructor(
    private readonly path: string,
    private readonly params: Params,
    private readonly accept: (log: Log) => boolean = () => true,
  ) {
    super();
  }

  get hasOlder(): boolean {
    return this.#older !== undefined;
  }

  get hasNewer(): boolean {
    return this.#newer !== undefined && !this.following;
  }

  get whole(): boolean {
    return !this.hasOlder && !this.hasNewer;
  }

  stop(): void {
    this.#request.stop();
    this.unfollow();
    clearTimeout(this.#timer);
  }

  /** The oldest records first. */
  fromStart(): Promise<void> {
    this.#begin();
    this.#newer = { order: 'asc' };
    return this.newer();
  }

  /** The newest records. */
  fromEnd(): Promise<void> {
    this.#begin();
    this.#older = { order: 'desc' };
    return this.older();
  }

  /** The records around a moment, in nanoseconds since 1970. */
  async from(nanos: bigint): Promise<void> {
    this.#begin();
    this.#newer = { order: 'asc', from: String(nanos) };
    this.#older = { order: 'desc', to: String(nanos - 1n) };
    await this.newer();
    await this.older();
  }

  async older(): Promise<void> {
    const page = await this.#page(this.#older);
    if (!page) return;
    const fresh = this.#fresh((page.logs ?? []).reverse());
    this.logs = [...fresh, ...this.logs];
    this.searchedTo = page.next ? page.searchedTo : undefined;
    this.#older = page.next ? { ...this.#older, cursor: page.next } : undefined;
    this.#changed(fresh.length);
  }

  async newer(): Promise<void> {
    const page = await this.#page(this.#newer);
    if (!page) return;
    this.logs.push(...this.#fresh(page.logs ?? []));
    this.#newer = page.next ? { ...this.#newer, cursor: page.next } : undefined;
    this.#changed(0);
  }

  /** Goes on with what is stored from now on, without a gap after the last record that is there. */
  follow(): void {
    if (this.following) return;
    this.following = true;
    this.ended = false;
    this.#newer = undefined;
    this.#follow = new AbortController();
    const stream = url(this.path, { ...this.params, order: undefined });
    void listen(
      stream,
      { event: ({ event, data }) => this.#event(event, data) },
      this.#follow.signal,
      this.logs.at(-1)?.id,
    );
  }

  #event(name: string, data: string): void {
    if (name === 'message') this.#arrived(parseExactly(data) as Log);
    if (name === 'caught-up') {
      this.ended = (JSON.parse(data) as { ended: boolean }).ended;
      if (this.ended) this.#changed(0);
    }
  }

  unfollow(): void {
    this.#follow?.abort();
    this.following = false;
  }

  #begin(): void {
    this.#request.next();
    this.logs = [];
    this.#known.clear();
    this.#older = this.#newer = undefined;
  }

  async #page(more: Params | undefined): Promise<Page | undefined> {
    if (!more) return undefined;
    this.loading = true;
    try {
      const page = await getExactly<Page>(this.path, { ...this.params, ...more, limit: PAGE }, this.#request.signal);
      this.error = undefined;
      return page;
    } catch (error) {
      if (!wasAborted(error)) {
        this.error = error;
        this.#changed(0);
      }
      return undefined;
    } finally {
      this.loading = false;
    }
  }

  #fresh(logs: Log[]): Log[] {
    return logs.filter((log) => {
      if (this.#known.has(log.id) || !this.accept(log)) return false;
      this.#known.add(log.id);
      return true;
    });
  }

  #arrived(log: Log): void {
    this.#incoming.push(log);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.logs.push(...this.#fresh(this.#incoming));
      this.#incoming = [];
      const over = this.logs.length - MOST;
      if (over > 0) this.#drop(over);
      this.#changed(Math.min(0, -over));
    }, AT_MOST_EVERY);
  }

  #drop(over: number): void {
    for (const log of this.logs.splice(0, over)) this.#known.delete(log.id);
    this.#older = { order: 'desc', to: String(BigInt(this.logs[0]!.timeNanos) - 1n) };
  }

  #changed(added: number): void {
    this.emit(new LogsEvent(added));
  }
}
