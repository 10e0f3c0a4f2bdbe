import type { SpanTree } from './span-tree';

/** A piece of time in which a span itself, and no child of it, held the end back. */
export interface Segment { span: number; from: number; to: number }

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

export interface Share { name: string; span: number; nanos: number; count: number }

/** The path's time by name, most first: where the time went. */
export function shares(tree: SpanTree): Share[] {
  const inMain = inside(tree);
  const byName = new Map<string, Share>();
  const seen = new Set<number>();
  for (const { span, from, to } of tree.path) {
    if (!inMain(span)) continue;
    const name = tree.table.name[span]!;
    const share = byName.get(name) ?? { name, span, nanos: 0, count: 0 };
    share.nanos += to - from;
    if (!seen.has(span)) share.count++;
    seen.add(span);
    if (tree.table.length(span) > tree.table.length(share.span)) share.span = span;
    byName.set(name, share);
  }
  return [...byName.values()].sort((a, b) => b.nanos - a.nanos);
}

function inside(tree: SpanTree): (span: number) => boolean {
  return (span) => {
    let up = span;
    while (tree.parent[up]! >= 0) up = tree.parent[up]!;
    return up === tree.main;
  };
}
