import type { SpanColumns, SpansAnswer } from '../api/types';

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
  /** 0 where it is not known, and `placed` is false. */
  readonly start: number[] = [];
  readonly placed: boolean[] = [];
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
  add(answer: SpansAnswer): boolean {
    const before = this.size;
    const had = this.#ended;
    if (this.base === 0n) this.base = BigInt(answer.base);
    const shift = Number(BigInt(answer.base) - this.base);
    const traces = answer.traces.map((trace) => this.#trace(trace));
    this.#truncate();
    this.#append(answer.spans, answer, traces, shift);
    this.#ended = this.size;
    this.#append(answer.open, answer, traces, shift);
    this.cursor = answer.cursor;
    return this.#ended !== had || this.size !== before || this.running;
  }

  end(i: number): number {
    const duration = this.duration[i];
    return this.open(i) ? Math.max(this.now, this.start[i]!) : this.start[i]! + (duration ?? 0);
  }

  length(i: number): number {
    return this.end(i) - this.start[i]!;
  }

  /** How long it took; undefined where that is not known. */
  took(i: number): number | undefined {
    return this.placed[i] && (this.open(i) || this.duration[i] !== null) ? this.length(i) : undefined;
  }

  /** When it began; undefined where that is not known. */
  begin(i: number): number | undefined {
    return this.placed[i] ? this.start[i] : undefined;
  }

  failed(i: number): boolean {
    return this.status[i] === FAILED;
  }

  open(i: number): boolean {
    return i >= this.#ended;
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

  #append(spans: SpanColumns, { names, services, scopes }: SpansAnswer, traces: number[], shift: number): void {
    const count = spans.id.length;
    for (let k = 0; k < count; k++) {
      const id = spans.id[k]!;
      if (this.index.has(id)) continue;
      this.index.set(id, this.size);
      this.id.push(id);
      this.parent.push(spans.parent[k]!);
      this.trace.push(traces[spans.trace[k]!] ?? 0);
      this.name.push(names[spans.name[k]!] ?? '');
      this.service.push(services[spans.service[k]!] ?? '');
      this.scope.push(scopes[spans.scope[k]!] ?? '');
      this.kind.push(spans.kind[k]!);
      this.status.push(spans.status[k]!);
      const start = spans.start[k] ?? null;
      this.start.push(start === null ? 0 : start + shift);
      this.placed.push(start !== null);
      this.duration.push(spans.duration[k] ?? null);
      this.events.push(spans.events[k]!);
      this.links.push(spans.links[k]!);
      this.flags.push(spans.flags[k]!);
    }
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
      this.placed,
      this.duration,
      this.events,
      this.links,
      this.flags,
    ];
    for (const column of columns) column.length = this.#ended;
  }
}
