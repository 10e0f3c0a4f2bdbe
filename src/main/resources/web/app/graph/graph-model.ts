import type { ExecutionGraph, GraphNode } from '../api/types';
import type { SpanTable } from '../run/span-table';
import { type Layout, layOut, type Size } from './layout';

/** A box at its full size. */
export const BOX: Size = { width: 196, height: 62, across: 52, down: 18 };
const NODE = 'node:';

/** The graph of an execution with its layout, which is made again only where nodes or needs have changed. */
export class Graph {
  execution!: ExecutionGraph;
  layout!: Layout;
  /** Of each node what it needs, as places. */
  needs: number[][] = [];
  #places = new Map<string, number>();
  #shape = '';

  take(execution: ExecutionGraph): void {
    this.execution = execution;
    const shape = JSON.stringify(execution.nodes.map(({ id, needs, last }) => [id, needs, last]));
    if (shape === this.#shape) return;
    this.#shape = shape;
    const { nodes } = execution;
    this.#places = new Map(nodes.map(({ id }, i) => [id, i]));
    this.needs = nodes.map((node) => node.needs.flatMap((need) => this.#places.get(need) ?? []));
    this.layout = layOut(
      nodes.map(({ last }, i) => ({ last, needs: this.needs[i]! })),
      BOX,
    );
  }

  get nodes(): GraphNode[] {
    return this.execution.nodes;
  }

  place(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  /** The node that a span is part of: the first one above it whose parent is the execution; -1 for none. */
  nodeOf(table: SpanTable, span: number): number {
    for (let at = span, i = 0; at >= 0 && i < 1000; at = table.parentOf(at), i++) {
      const name = table.name[at]!;
      if (!name.startsWith(NODE) || (table.parent[at] !== this.execution.spanId && this.execution.spanId)) continue;
      const bracket = name.indexOf('[');
      const found = this.place(name.slice(NODE.length, bracket < 0 ? undefined : bracket));
      if (found >= 0) return found;
    }
    return -1;
  }

  /** The span that stands for a node; -1 for none. */
  spanOf(table: SpanTable, node: number): number {
    const { spanId, traceId } = this.nodes[node]!;
    return table.find(spanId, traceId) ?? -1;
  }

  /** The next node in reading order: layers from left to right, each from above. */
  next(node: number, by: 1 | -1): number {
    const all = this.layout.layers.flat();
    const at = all.indexOf(node);
    return all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))] ?? -1;
  }

  /** The nearest node in a direction; the same one where there is none. */
  beside(node: number, across: -1 | 0 | 1, down: -1 | 0 | 1): number {
    if (node < 0) return this.next(-1, 1);
    const { layer, layers, y } = this.layout;
    if (across === 0) {
      const column = layers[layer[node]!]!;
      return column[column.indexOf(node) + down] ?? node;
    }
    const joined = across < 0 ? this.needs[node]! : this.needs.flatMap((each, i) => (each.includes(node) ? [i] : []));
    const candidates = joined.length ? joined : (layers[layer[node]! + across] ?? []);
    const far = (other: number): number => Math.abs(y[other]! - y[node]!) + 1000 * Math.abs(layer[other]! - layer[node]!);
    return candidates.length ? candidates.reduce((best, each) => (far(each) < far(best) ? each : best)) : node;
  }
}
