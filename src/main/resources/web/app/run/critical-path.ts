import type { SpanTree } from './span-tree';

/** A piece of time in which a span itself, and no child of it, held the end back. */
export interface Segment {
  span: number;
  from: number;
  to: number;
}

/**
 * What the end of a span waited for: from its end back in time, always into the child that ended last. Making anything on this
 * path faster makes the whole faster.
 *
 * @param ends when each span ends
 */
export function criticalPath(tree: SpanTree, root: number, ends: Float64Array): Segment[] {
  const { table } = tree;
  const segments: Segment[] = [];
  // A child may have begun before its parent, by another clock: that time belongs to what went before.
  const stack: [span: number, since: number, until: number][] = [[root, table.start[root]!, ends[root]!]];
  while (stack.length) {
    const [span, since, until] = stack.pop()!;
    const start = Math.max(since, table.start[span]!);
    let cursor = until;
    const children = [...tree.childrenOf(span)].sort((a, b) => ends[b]! - ends[a]!);
    for (const child of children) {
      const end = Math.min(ends[child]!, until);
      if (end > cursor || table.start[child]! >= cursor || end <= start) continue;
      if (cursor > end) segments.push({ span, from: end, to: cursor });
      stack.push([child, start, end]);
      cursor = Math.max(start, table.start[child]!);
    }
    if (cursor > start) segments.push({ span, from: start, to: cursor });
  }
  return segments;
}

export interface Share {
  name: string;
  span: number;
  nanos: number;
  count: number;
  mostly: string;
}

/** The path's time by stage, or by name where there are no stages, most first: where most of the time went. */
export function shares(tree: SpanTree, most: number): Share[] {
  const { table } = tree;
  const { owner, root } = owners(tree);
  const seen = new Uint8Array(table.size);
  const byName = new Map<string, Share>();
  for (const { span, from, to } of tree.path) {
    if (root[span] !== tree.main) continue;
    const own = owner[span]!;
    const name = table.name[own]!;
    let share = byName.get(name);
    if (!share) byName.set(name, (share = { name, span: own, nanos: 0, count: 0, mostly: '' }));
    share.nanos += to - from;
    if (seen[own] === 0) share.count += seen[own] = 1;
    if (table.length(own) > table.length(share.span)) share.span = own;
  }
  const all = [...byName.values()].sort((a, b) => b.nanos - a.nanos).slice(0, most);
  fillMostly(all, tree, owner, root);
  return all;
}

/** Says which spans inside a share have most of its time. */
function fillMostly(all: Share[], tree: SpanTree, owner: Int32Array, root: Int32Array): void {
  const { table } = tree;
  const inside = new Map(all.map((share) => [share.name, new Map<string, number>()]));
  for (const { span, from, to } of tree.path) {
    const names = root[span] === tree.main ? inside.get(table.name[owner[span]!]!) : undefined;
    const within = table.name[span]!;
    names?.set(within, (names.get(within) ?? 0) + to - from);
  }
  for (const share of all) {
    const [largest] = [...inside.get(share.name)!].sort((a, b) => b[1] - a[1]);
    if (largest && largest[0] !== share.name && largest[1] > share.nanos * 0.3) share.mostly = largest[0];
  }
}

/** The outermost stage that each span belongs to, else the span itself, and its root. */
function owners({ table, parent, order }: SpanTree): { owner: Int32Array; root: Int32Array } {
  const owner = new Int32Array(table.size);
  const root = new Int32Array(table.size);
  for (const i of order) {
    const up = parent[i]!;
    root[i] = up < 0 ? i : root[up]!;
    owner[i] = up >= 0 && table.stage(owner[up]!) ? owner[up]! : i;
  }
  return { owner, root };
}
