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
 */
export function criticalPath(tree: SpanTree, root: number): Segment[] {
  const { table } = tree;
  const segments: Segment[] = [];
  const stack: [span: number, until: number][] = [[root, table.end(root)]];
  while (stack.length) {
    const [span, until] = stack.pop()!;
    const start = table.start[span]!;
    let cursor = until;
    const children = [...tree.childrenOf(span)].sort((a, b) => table.end(b) - table.end(a));
    for (const child of children) {
      const end = Math.min(table.end(child), until);
      if (end > cursor || table.start[child]! >= cursor || end <= start) continue;
      if (cursor > end) segments.push({ span, from: end, to: cursor });
      stack.push([child, end]);
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

/** The path's time by stage, or by name where there are no stages, most first: where the time went. */
export function shares(tree: SpanTree): Share[] {
  const { table } = tree;
  const byName = new Map<string, Share & { spans: Set<number>; inside: Map<string, number> }>();
  for (const { span, from, to } of tree.path) {
    const [owner, root] = ownerOf(tree, span);
    if (root !== tree.main) continue;
    const name = table.name[owner]!;
    const share = byName.get(name) ?? { name, span: owner, nanos: 0, count: 0, mostly: '', spans: new Set(), inside: new Map() };
    share.nanos += to - from;
    share.spans.add(owner);
    share.inside.set(table.name[span]!, (share.inside.get(table.name[span]!) ?? 0) + to - from);
    if (table.length(owner) > table.length(share.span)) share.span = owner;
    byName.set(name, share);
  }
  for (const share of byName.values()) {
    share.count = share.spans.size;
    const [most] = [...share.inside].sort((a, b) => b[1] - a[1]);
    if (most && most[0] !== share.name && most[1] > share.nanos * 0.3) share.mostly = most[0];
  }
  return [...byName.values()].sort((a, b) => b.nanos - a.nanos);
}

/** The stage that a span belongs to, else itself, and its root. */
function ownerOf(tree: SpanTree, span: number): [owner: number, root: number] {
  let owner = span;
  let root = span;
  for (let up = span; up >= 0; up = tree.parent[up]!) {
    if (tree.table.stage(up)) owner = up;
    root = up;
  }
  return [owner, root];
}
