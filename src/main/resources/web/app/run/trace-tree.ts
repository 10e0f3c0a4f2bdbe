import type { SpanTable } from './span-table';

/** The traces of a run by their links: one stands below the trace that its root is linked to, and rings are cut open. */
export class TraceTree {
  /** The span of another trace that a trace's root is linked to; -1 for none. */
  readonly from: Int32Array;
  /** The trace of that span; -1 for none. */
  readonly up: Int32Array;
  /** How deep a trace lies within others: one that begins while the trace above it goes on is within it, else it follows it. */
  readonly level: Int32Array;
  /** All traces that have spans, each behind the one above it, the earliest first. */
  readonly order: number[] = [];
  /** The place of each trace in `order`. */
  readonly rank: Int32Array;
  /** The traces below each one, the earliest first. */
  readonly next: number[][];
  /** How many traces the longest chain has that begins with each. */
  readonly #reach: Int32Array;
  readonly #byStart: number[];

  constructor(
    private readonly table: SpanTable,
    private readonly roots: readonly number[][],
    private readonly parent: Int32Array,
  ) {
    const n = roots.length;
    this.from = new Int32Array(n).fill(-1);
    this.up = new Int32Array(n).fill(-1);
    this.level = new Int32Array(n);
    this.rank = new Int32Array(n);
    this.next = Array.from({ length: n }, () => []);
    this.#reach = new Int32Array(n).fill(1);
    this.#byStart = [...roots.keys()].filter((trace) => roots[trace]!.length > 0);
    this.#byStart.sort((a, b) => this.#begin(a) - this.#begin(b) || a - b);
    this.#link();
    this.#cut();
    this.#walk();
  }

  /** Whether any trace is linked to another. */
  get linked(): boolean {
    return this.order.some((trace) => this.up[trace]! >= 0);
  }

  /** The span that a trace is called after. */
  root(trace: number): number {
    return this.roots[trace]![0]!;
  }

  /** The span that a link leads to; where only its trace is here, that one's root. */
  target(trace: string, span: string): number | undefined {
    return this.table.find(span, trace) ?? this.roots[this.table.place(trace) ?? -1]?.[0];
  }

  /** The chain that a trace is part of: back to where it came from, and on to where most follows. */
  chain(trace: number): number[] {
    const chain: number[] = [];
    for (let at = trace; at >= 0; at = this.up[at]!) chain.push(at);
    chain.reverse();
    for (let at = this.after(trace); at >= 0; at = this.after(at)) chain.push(at);
    return chain;
  }

  /** The trace with the longest chain behind it of those below a trace; -1 for none. */
  after(trace: number): number {
    let best = -1;
    for (const each of this.next[trace]!) if (best < 0 || this.#reach[each]! > this.#reach[best]!) best = each;
    return best;
  }

  /** The trace that the longest chain begins with. */
  get longest(): number {
    let best = this.order[0] ?? -1;
    for (const each of this.order) if (this.#reach[each]! > this.#reach[best]!) best = each;
    return best;
  }

  /** Of the links of a root, the first that leads to another trace of the run counts. */
  #link(): void {
    const { table } = this;
    for (const { trace, span, toTrace, toSpan } of table.linked) {
      if (this.from[trace]! >= 0) continue;
      const source = table.find(span, table.traces[trace]);
      const target = this.target(toTrace, toSpan);
      if (source === undefined || this.parent[source]! >= 0) continue;
      if (target !== undefined && table.trace[target] !== trace) this.from[trace] = target;
    }
    this.from.forEach((span, trace) => span >= 0 && (this.up[trace] = table.trace[span]!));
  }

  #cut(): void {
    const seen = new Int32Array(this.up.length).fill(-1);
    for (const trace of this.#byStart) {
      let at = trace;
      for (; at >= 0 && seen[at]! < 0; at = this.up[at]!) seen[at] = trace;
      if (at < 0 || seen[at] !== trace) continue;
      const earliest = this.#earliestOfRing(at);
      this.up[earliest] = this.from[earliest] = -1;
    }
  }

  #earliestOfRing(trace: number): number {
    let earliest = trace;
    for (let at = this.up[trace]!; at !== trace; at = this.up[at]!)
      if (this.#begin(at) < this.#begin(earliest)) earliest = at;
    return earliest;
  }

  #walk(): void {
    const tops: number[] = [];
    for (const trace of this.#byStart) {
      const above = this.up[trace]!;
      (above < 0 ? tops : this.next[above]!).push(trace);
    }
    const stack = tops.reverse();
    while (stack.length) {
      const trace = stack.pop()!;
      this.rank[trace] = this.order.push(trace) - 1;
      const above = this.up[trace]!;
      if (above >= 0) this.level[trace] = this.level[above]! + (this.#begin(trace) < this.#end(above) ? 1 : 0);
      const below = this.next[trace]!;
      for (let k = below.length - 1; k >= 0; k--) stack.push(below[k]!);
    }
    for (let k = this.order.length - 1; k >= 0; k--) {
      const above = this.up[this.order[k]!]!;
      if (above >= 0) this.#reach[above] = Math.max(this.#reach[above]!, this.#reach[this.order[k]!]! + 1);
    }
  }

  #begin(trace: number): number {
    return this.table.start[this.root(trace)]!;
  }

  #end(trace: number): number {
    return this.roots[trace]!.reduce((end, root) => Math.max(end, this.table.end(root)), 0);
  }
}
