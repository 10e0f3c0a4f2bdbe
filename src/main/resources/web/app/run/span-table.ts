import type { SpanColumns, SpansAnswer } from '../api/types';

export const FAILED = 2;
const SERVER = 2;
const STAGE = 1;
const ROOT = 2;

/** A link of a span: `trace` is its place among the traces, the target may lie in another run. */
export interface Link {
  trace: number;
  span: string;
  toTrace: string;
  toSpan: string;
}

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
  /** The links of all spans that have ended. */
  readonly linked: Link[] = [];
  readonly #places = new Map<string, number>();
  /** The place of a span by its trace and id; of those that share both, the server's. */
  readonly #index = new Map<string, number>();
  /** All places of those that share both. */
  readonly #twins = new Map<string, number[]>();
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
    const { links } = answer;
    links.span.forEach((span, k) =>
      this.linked.push({ trace: traces[links.trace[k]!] ?? 0, span, toTrace: links.toTrace[k]!, toSpan: links.toSpan[k]! }),
    );
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

  /** The span with an id in a trace; where the trace is not known, in the first trace that has one. */
  find(id: string | undefined, trace?: string): number | undefined {
    if (!id) return undefined;
    if (trace) {
      const place = this.#places.get(trace);
      return place === undefined ? undefined : this.#index.get(name(place, id));
    }
    for (let place = 0; place < this.traces.length; place++) {
      const found = this.#index.get(name(place, id));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The place of a trace; undefined for one that no span here is of. */
  place(trace: string): number | undefined {
    return this.#places.get(trace);
  }

  /** The parent of a span, which is one of its trace. */
  parentOf(i: number): number {
    const parent = this.parent[i]!;
    return parent && parent !== this.id[i] ? (this.#index.get(name(this.trace[i]!, parent)) ?? -1) : -1;
  }

  /** What names a span in an address: its id in the first trace, trace and id in another, and which one of twins. */
  reference(i: number): string {
    const id = this.id[i]!;
    const twins = this.#twins.get(name(this.trace[i]!, id));
    if (twins) return `${this.traces[this.trace[i]!]}:${id}:${twins.indexOf(i)}`;
    return this.trace[i] === 0 ? id : `${this.traces[this.trace[i]!]}:${id}`;
  }

  /** The span that a reference names. */
  at(reference: string): number | undefined {
    const [trace, id, twin] = reference.split(':');
    if (id === undefined) return this.find(trace);
    const twins = twin === undefined ? undefined : this.#twins.get(name(this.#places.get(trace!) ?? -1, id));
    return twins?.[Number(twin)] ?? this.find(id, trace);
  }

  #trace(trace: string): number {
    const known = this.#places.get(trace);
    if (known !== undefined) return known;
    this.#places.set(trace, this.traces.length);
    return this.traces.push(trace) - 1;
  }

  #append(spans: SpanColumns, { names, services, scopes }: SpansAnswer, traces: number[], shift: number): void {
    const count = spans.id.length;
    for (let k = 0; k < count; k++) {
      const id = spans.id[k]!;
      const trace = traces[spans.trace[k]!] ?? 0;
      if (!this.#place(name(trace, id), spans, k, services)) continue;
      this.id.push(id);
      this.parent.push(spans.parent[k]!);
      this.trace.push(trace);
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

  /** Gives the next span its place; false for one that is there already. Zipkin's client and server share an id and are two. */
  #place(key: string, spans: SpanColumns, k: number, services: string[]): boolean {
    const first = this.#index.get(key);
    if (first === undefined) {
      this.#index.set(key, this.size);
      return true;
    }
    const twins = this.#twins.get(key) ?? [first];
    const service = services[spans.service[k]!] ?? '';
    const known = twins.some((i) => this.kind[i] === spans.kind[k] && this.service[i] === service);
    if (known || (spans.duration[k] ?? null) === null) return false;
    this.#twins.set(key, [...twins, this.size]);
    if (spans.kind[k] === SERVER) this.#index.set(key, this.size);
    return true;
  }

  #truncate(): void {
    for (let i = this.#ended; i < this.size; i++) this.#index.delete(name(this.trace[i]!, this.id[i]!));
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

/** A span's name among those of all traces; most runs have one trace. */
function name(trace: number, id: string): string {
  return trace === 0 ? id : `${trace}:${id}`;
}
