import { type Changes, Emitter } from '../emitter';
import { getSeries, getSpans } from '../api/answers';
import { get, getExactly, wasAborted } from '../api/client';
import type { GraphAnswer, Log, RunDetail, SeriesAnswer, SpansAnswer } from '../api/types';
import { nanosOf, nanosOfText } from '../format/time';
import { joined } from '../metrics/joined';
import { GraphSource } from '../graph/graph-source';
import { SpanTable } from './span-table';
import { SpanTree } from './span-tree';
import { TimeAxis } from '../axis/time-axis';
import { segment } from '../url-state';

/** Events that say what a bar's ends say. */
const BOUND = /\.(started|finished)$/;

/** A run, or one trace, as the page shows it: loads it, and what is new. Fires `change`. */
export class RunModel extends Emitter<Changes> {
  readonly axis = new TimeAxis();
  readonly expanded = new Map<string, boolean>();
  table = new SpanTable();
  tree = new SpanTree(this.table, this.expanded);
  detail?: RunDetail;
  metrics?: SeriesAnswer;
  /** Moments of named events, by trace and span. */
  events = new Map<string, { at: number; name: string }[]>();
  /** The executions of workflows; undefined for a run that has none. */
  graph?: GraphAnswer;
  error?: unknown;
  loaded = false;
  readonly #graphs = new GraphSource();
  readonly #abort = new AbortController();
  #spansPath: string;
  #received = 0;
  #loading?: Promise<void>;

  constructor(
    readonly run: string,
    readonly trace: string,
  ) {
    super();
    this.#spansPath = trace ? `/traces/${segment(trace)}/spans` : `/runs/${segment(run)}/spans`;
  }

  get running(): boolean {
    return this.detail?.state === 'running';
  }

  /** Parameters that keep logs to this run or trace. */
  get logsPath(): string {
    return this.run ? `/runs/${segment(this.run)}/logs` : '/logs';
  }

  get logsParams(): Record<string, string> {
    return this.run ? {} : { trace: this.trace, order: 'asc' };
  }

  stop(): void {
    this.#abort.abort();
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load().finally(() => (this.#loading = undefined)));
  }

  async #load(): Promise<void> {
    this.error = undefined;
    try {
      const [, answer] = await Promise.all([this.#loadDetail(), this.#askForSpans()]);
      this.#take(answer);
      this.loaded = true;
      void this.#loadRest();
    } catch (error) {
      if (wasAborted(error)) return;
      this.error = error;
    }
    this.#changed();
  }

  /** What is new. Takes four times as long as it worked, so that a large run leaves the page time for other things. */
  async refresh(): Promise<void> {
    await this.#loading;
    if (!this.loaded) return this.load();
    const [, answer] = await Promise.all([this.#loadDetail(), this.#askForSpans()]);
    const begin = performance.now();
    this.#take(answer);
    this.#changed();
    await this.#loadRest();
    await new Promise((resolve) => setTimeout(resolve, 4 * (performance.now() - begin)));
  }

  /** Lets what runs grow with the clock. */
  tick(): void {
    if (!this.running || !this.loaded) return;
    this.#stretch();
    this.#changed();
    if (this.#graphs.due(true)) void this.#loadGraph();
  }

  /** Whether the graph is shown, and so is to be kept up to date. */
  set graphShown(shown: boolean) {
    this.#graphs.shown = shown;
    if (this.loaded && this.#graphs.due(this.running)) void this.#loadGraph();
  }

  async #loadGraph(): Promise<void> {
    if (!this.run) return;
    const graph = await this.#graphs.load(this.run, this.table, this.running, this.#abort.signal);
    if (graph?.executions.length) {
      this.graph = graph;
      this.#changed();
    }
    if (this.#graphs.due(this.running)) await this.#loadGraph();
  }

  /** The run's length by the server's clock; undefined where it is not known. */
  get seconds(): number | undefined {
    const seconds = this.detail ? this.detail.durationSeconds : this.axis.end / 1e9;
    return this.running && seconds !== undefined ? seconds + (performance.now() - this.#received) / 1000 : seconds;
  }

  async #loadDetail(): Promise<void> {
    if (!this.run) return;
    this.detail = await getExactly<RunDetail>(`/runs/${segment(this.run)}`, {}, this.#abort.signal);
    this.#received = performance.now();
  }

  #askForSpans(): Promise<SpansAnswer> {
    return getSpans(this.#spansPath, { after: this.trace ? '' : this.table.cursor }, this.#abort.signal);
  }

  /** Of a trace all spans come each time. */
  #take(answer: SpansAnswer): void {
    if (this.trace) this.table = new SpanTable();
    if (this.table.add(answer) || !this.loaded) this.#arrange();
    else this.#stretch();
  }

  #arrange(): void {
    this.#stretch();
    this.tree = new SpanTree(this.table, this.expanded);
  }

  /** The axis begins with the run, or with the first span where that is earlier, and ends with the last. */
  #stretch(): void {
    const { table } = this;
    const { startTime } = this.detail ?? {};
    let first = startTime ? Number(nanosOf(startTime) - table.base) : Infinity;
    for (let i = 0; i < table.size; i++) if (table.placed[i]) first = Math.min(first, table.start[i]!);
    if (!Number.isFinite(first)) first = 0;
    if (first !== 0) this.#rebase(first);
    const length = (this.seconds ?? 0) * 1e9;
    table.now = this.running ? length : 0;
    let end = this.detail ? length : 1;
    for (let i = 0; i < table.size; i++) end = Math.max(end, table.end(i));
    this.axis.extend(table.base, end);
  }

  #rebase(by: number): void {
    this.table.base += BigInt(Math.round(by));
    for (let i = 0; i < this.table.size; i++) if (this.table.placed[i]) this.table.start[i]! -= Math.round(by);
  }

  async #loadRest(): Promise<void> {
    const { signal } = this.#abort;
    const known = this.metrics;
    this.#graphs.stale();
    void this.#loadGraph();
    try {
      const [metrics, events] = await Promise.all([
        this.run ? getSeries(`/runs/${segment(this.run)}/metrics`, { after: known?.cursor }, signal) : undefined,
        get<{ logs?: Log[] }>(this.logsPath, { ...this.logsParams, event: 1, limit: 1000 }, signal),
      ]);
      // Where another request has brought the same points meanwhile, the next one asks for what is new.
      if (this.metrics === known) this.metrics = known && metrics ? joined(known, metrics) : metrics;
      this.events.clear();
      for (const { spanId, traceId, timeNanos, eventName } of events.logs ?? []) {
        const moment = nanosOfText(timeNanos);
        if (!spanId || moment === undefined || BOUND.test(eventName ?? '')) continue;
        const span = `${traceId}:${spanId}`;
        const at = Number(moment - this.axis.base);
        this.events.set(span, [...(this.events.get(span) ?? []), { at, name: eventName ?? '' }]);
      }
    } catch {
      return; // the spans are there, and the next tick asks again
    }
    this.#changed();
  }

  #changed(): void {
    this.emit('change');
  }
}
