import type { RunModel } from './run-model';

/** The span to blame: the stage that the run names, else what failed first with nothing failed below it. */
export function culprit({ table, tree, detail }: RunModel): number {
  const stage = detail?.failure?.stage;
  let first = -1;
  for (let i = 0; i < table.size; i++) {
    if (!table.failed(i)) continue;
    if (stage !== undefined && table.stage(i) && table.name[i] === stage) return i;
    if (tree.failedBelow[i] === 0 && (first < 0 || table.end(i) < table.end(first))) first = i;
  }
  return first;
}

/** All failures to walk through, in order of the rows. */
export function failures({ table, tree }: RunModel): number[] {
  const result: number[] = [];
  for (const i of tree.order) if (table.failed(i) && tree.failedBelow[i] === 0) result.push(i);
  return result.sort((a, b) => table.start[a]! - table.start[b]!);
}
