import { criticalPath, type Segment } from './critical-path';
import type { SpanTable } from './span-table';
import { TraceTree } from './trace-tree';

const FEW = 80;

/** Who is whose child, what lies below each span, and which rows are visible. A row below zero is the head of a trace of several roots. */
export class SpanTree {
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly children: Int32Array;
  readonly below: Int32Array;
  readonly failedBelow: Int32Array;
  /** All spans, each behind its parent. */
  readonly order: Int32Array;
  readonly roots: number[][] = [];
  readonly traces: TraceTree;
  /** Whether there are several traces. */
  readonly several: boolean;
  readonly path: Segment[];
  readonly onPath: Uint8Array;
  /** The innermost stage that each span is in or is; -1 for none. */
  readonly stage: Int32Array;
  /** The span that the run is about: its command, or what took longest. */
  readonly main: number;
  rows: number[] = [];
  readonly #firstSegment: Int32Array;
  readonly #nextSegment: Int32Array;

  constructor(
    readonly table: SpanTable,
    private readonly chosen: Map<string, boolean>,
  ) {
    const n = table.size;
    this.parent = new Int32Array(n).fill(-1);
    this.depth = new Int32Array(n);
    this.firstChild = new Int32Array(n).fill(-1);
    this.nextSibling = new Int32Array(n).fill(-1);
    this.children = new Int32Array(n);
    this.below = new Int32Array(n);
    this.failedBelow = new Int32Array(n);
    this.order = new Int32Array(n);
    this.stage = new Int32Array(n);
    this.#link();
    this.traces = new TraceTree(table, this.roots, this.parent);
    this.several = this.traces.order.length > 1;
    this.#walk();
    this.main = this.#main();
    this.onPath = new Uint8Array(n);
    this.path = n ? this.#paths() : [];
    this.#firstSegment = new Int32Array(n).fill(-1);
    this.#nextSegment = new Int32Array(this.path.length);
    this.path.forEach(({ span }, k) => {
      this.#nextSegment[k] = this.#firstSegment[span]!;
      this.#firstSegment[span] = k;
    });
    this.layOut();
  }

  *childrenOf(i: number): Generator<number> {
    for (let child = this.firstChild[i]!; child >= 0; child = this.nextSibling[child]!) yield child;
  }

  /** How far a span is indented: by its depth in its trace, and its trace's within others. */
  indent(i: number): number {
    const trace = this.table.trace[i]!;
    const headed = this.several && this.roots[trace]!.length > 1;
    return this.traces.level[trace]! + this.depth[i]! + (headed ? 1 : 0);
  }

  /** Whether a span is the only root of one of several traces: its row is the trace's head. */
  heads(i: number): boolean {
    return this.several && this.parent[i]! < 0 && this.roots[this.table.trace[i]!]!.length === 1;
  }

  /** A span's pieces of the critical path. */
  *segmentsOf(i: number): Generator<Segment> {
    for (let k = this.#firstSegment[i]!; k >= 0; k = this.#nextSegment[k]!) yield this.path[k]!;
  }

  expanded(i: number): boolean {
    if (this.children[i] === 0) return false;
    return this.chosen.get(this.table.reference(i)) ?? this.#worthSeeing(i);
  }

  expand(i: number, open: boolean): void {
    this.chosen.set(this.table.reference(i), open);
    this.layOut();
  }

  /** Makes a span's row visible. */
  reveal(i: number): void {
    for (let up = this.parent[i]!; up >= 0; up = this.parent[up]!)
      if (!this.expanded(up)) this.chosen.set(this.table.reference(up), true);
    this.layOut();
  }

  layOut(): void {
    const rows: number[] = [];
    for (const trace of this.traces.order) {
      if (this.several && this.roots[trace]!.length > 1) rows.push(-1 - trace);
      const stack = [...this.roots[trace]!].reverse();
      while (stack.length) {
        const i = stack.pop()!;
        rows.push(i);
        if (!this.expanded(i)) continue;
        for (const child of [...this.childrenOf(i)].reverse()) stack.push(child);
      }
    }
    this.rows = rows;
  }

  /** Deep and fast is collapsed; what failed, and what took long on the critical path, is open. */
  #worthSeeing(i: number): boolean {
    if (this.table.size <= FEW || this.depth[i] === 0 || this.failedBelow[i]! > 0) return true;
    const long = this.table.length(i) >= 0.03 * Math.max(1, this.table.length(this.main));
    return long && this.depth[i]! <= 2 && this.children[i]! <= 60 && this.onPath[i] === 1;
  }

  #link(): void {
    const { table } = this;
    const up = this.#parents();
    const byStart = Array.from({ length: table.size }, (_, i) => i).sort((a, b) => table.start[b]! - table.start[a]! || b - a);
    for (let trace = 0; trace < table.traces.length; trace++) this.roots[trace] = [];
    for (const i of byStart) {
      const parent = up[i]!;
      this.parent[i] = parent;
      if (parent < 0) {
        this.roots[table.trace[i]!]!.push(i);
        continue;
      }
      this.children[parent]!++;
      this.nextSibling[i] = this.firstChild[parent]!;
      this.firstChild[parent] = i;
    }
    for (const roots of this.roots) roots.reverse();
  }

  /** The parent of each span, as far as it is known; a ring of parents is cut open. */
  #parents(): Int32Array {
    const { table } = this;
    const up = Int32Array.from(table.parent, (_, i) => table.parentOf(i));
    const visit = new Int32Array(table.size).fill(-1);
    for (let i = 0; i < table.size; i++) {
      for (let at = i; at >= 0 && visit[at] !== i; at = up[at]!) {
        if (visit[at]! >= 0) break;
        visit[at] = i;
        const next = up[at]!;
        if (next >= 0 && visit[next] === i) up[at] = -1;
      }
    }
    return up;
  }

  #walk(): void {
    let at = 0;
    const stack = this.traces.order.flatMap((trace) => this.roots[trace]!).reverse();
    while (stack.length) {
      const i = stack.pop()!;
      this.order[at++] = i;
      this.stage[i] = this.table.stage(i) ? i : this.parent[i]! < 0 ? -1 : this.stage[this.parent[i]!]!;
      for (const child of this.childrenOf(i)) {
        this.depth[child] = this.depth[i]! + 1;
        stack.push(child);
      }
    }
    for (let k = at - 1; k >= 0; k--) {
      const i = this.order[k]!;
      const up = this.parent[i]!;
      if (up < 0) continue;
      this.below[up]! += this.below[i]! + 1;
      this.failedBelow[up]! += this.failedBelow[i]! + (this.table.failed(i) ? 1 : 0);
    }
  }

  #main(): number {
    const roots = this.roots.flat();
    const commands = roots.filter((i) => this.table.root(i));
    return (commands.length ? commands : roots).reduce(
      (best, i) => (best < 0 || this.table.length(i) > this.table.length(best) ? i : best),
      -1,
    );
  }

  #paths(): Segment[] {
    const ends = Float64Array.from({ length: this.table.size }, (_, i) => this.table.end(i));
    const path = criticalPath(this, this.main, ends);
    const all = this.roots.flatMap((roots) => {
      const root = roots.reduce((best, i) => (this.table.length(i) > this.table.length(best) ? i : best), roots[0] ?? -1);
      return root >= 0 && root !== this.main ? criticalPath(this, root, ends) : [];
    });
    for (const segment of [...path, ...all]) this.onPath[segment.span] = 1;
    return [...path, ...all];
  }
}
