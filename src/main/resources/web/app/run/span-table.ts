import type { SpanColumns, SpanRow } from '../api/types';

export const FAILED = 2;
const STAGE = 1;
const ROOT = 2;

/** All spans of a run, a column each. Spans that have not ended come last and are replaced by every answer. */
export class SpanTable {
  base = 0n;
  cursor = '';
  readonly id: string[] = [];
  readonly parent: string[] = [];
  readonly trace: number[] = [];
  readonly name: string[] = [];
  readonly service: string[] = [];
  readonly scope: string[] = [];
  readonly kind: number[] = [];
  readonly status: number[] = [];
  readonly start: number[] = [];
  readonly duration: (number | null)[] = [];
  readonly events: number[] = [];
  readonly links: number[] = [];
  readonly flags: number[] = [];
  readonly traces: string[] = [];
  readonly index = new Map<string, number>();
  /** The moment up to which what has not ended is drawn. */
  now = 0;
  #ended = 0;

  get size(): number {
    return this.id.length;
  }

  get running(): boolean {
    return this.#ended < this.size;
  }

  /** Adds an answer; says whether anything is different. */
  add(columns: SpanColumns): boolean {
    const before = this.size;
    const had = this.#ended;
    if (this.base === 0n) this.base = BigInt(columns.base);
    const shift = Number(BigInt(columns.base) - this.base);
    const traces = columns.traces.map((trace) => this.#trace(trace));
    this.#truncate();
    for (const row of columns.spans) this.#row(row, columns, traces, shift);
    this.#ended = this.size;
    for (const row of columns.open ?? []) this.#row(row, columns, traces, shift);
    this.cursor = columns.cursor;
    return this.#ended !== had || this.size !== before || this.running;
  }

  end(i: number): number {
    const duration = this.duration[i];
    return duration === null || duration === undefined ? Math.max(this.now, this.start[i]!) : this.start[i]! + duration;
  }

  length(i: number): number {
    return this.end(i) - this.start[i]!;
  }

  failed(i: number): boolean {
    return this.status[i] === FAILED;
  }

  open(i: number): boolean {
    return this.duration[i] === null;
  }

  stage(i: number): boolean {
    return (this.flags[i]! & STAGE) !== 0;
  }

  root(i: number): boolean {
    return (this.flags[i]! & ROOT) !== 0;
  }

  state(i: number): string {
    if (this.open(i)) return 'running';
    return this.failed(i) ? 'failed' : 'ok';
  }

  #trace(trace: string): number {
    const known = this.traces.indexOf(trace);
    return known >= 0 ? known : this.traces.push(trace) - 1;
  }

  #row(row: SpanRow, columns: SpanColumns, traces: number[], shift: number): void {
    const [id, parent, trace, name, service, scope, kind, status, start, duration, events, links, flags] = row;
    if (this.index.has(id)) return;
    this.index.set(id, this.size);
    this.id.push(id);
    this.parent.push(parent);
    this.trace.push(traces[trace] ?? 0);
    this.name.push(columns.names[name] ?? '');
    this.service.push(columns.services[service] ?? '');
    this.scope.push(columns.scopes[scope] ?? '');
    this.kind.push(kind);
    this.status.push(status);
    this.start.push(start + shift);
    this.duration.push(duration);
    this.events.push(events);
    this.links.push(links);
    this.flags.push(flags);
  }

  #truncate(): void {
    for (let i = this.#ended; i < this.size; i++) this.index.delete(this.id[i]!);
    const columns = [
      this.id,
      this.parent,
      this.trace,
      this.name,
      this.service,
      this.scope,
      this.kind,
      this.status,
      this.start,
      this.duration,
      this.events,
      this.links,
      this.flags,
    ];
    for (const column of columns) column.length = this.#ended;
  }
}
