import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { SpanTree } from '../../../main/resources/web/app/run/span-tree';
import { type Drawn, rowsOf, treeOf } from './spans';

const SESSION: Drawn[] = [
  { name: 'session', from: 130, to: 180, trace: 0, links: ['launch'] },
  { name: 'screen runs', from: 0, to: 50, trace: 1, links: ['of another run'] },
  { name: 'launch', from: 100, to: 200, trace: 2, links: ['screen run'] },
  { name: 'create', parent: 'launch', from: 110, to: 120, trace: 2 },
  { name: 'screen run', from: 50, to: 150, trace: 3, links: ['screen runs'] },
  { name: 'screen log', from: 150, to: 300, trace: 4, links: ['screen run'] },
];

function names(tree: SpanTree, traces: number[]): string[] {
  return traces.map((trace) => tree.table.name[tree.traces.root(trace)]!);
}

test('what begins while the trace before it goes on lies within it, what begins later follows it', () => {
  const tree = treeOf(...SESSION);

  deepEqual(rowsOf(tree), ['screen runs', 'screen run', '.launch', '..create', '..session', 'screen log']);
  equal(tree.traces.linked, true);
});

test('a chain goes back to its beginning, and on to where most follows', () => {
  const tree = treeOf(...SESSION);
  const whole = ['screen runs', 'screen run', 'launch', 'session'];

  for (const trace of [1, 3, 2, 0]) deepEqual(names(tree, tree.traces.chain(trace)), whole);
  deepEqual(names(tree, tree.traces.chain(4)), ['screen runs', 'screen run', 'screen log']);
  deepEqual(names(tree, tree.traces.next[3]!), ['launch', 'screen log']);
  equal(tree.traces.longest, 1);
});

test('only the links of roots order traces, and of several the first that leads to another trace of the run', () => {
  const tree = treeOf(
    { name: 'a', from: 0, to: 10, trace: 0 },
    { name: 'b', from: 20, to: 30, trace: 1 },
    { name: 'inner', parent: 'b', from: 21, to: 22, trace: 1, links: ['a'] },
    { name: 'c', from: 40, to: 50, trace: 2, links: ['gone', 'c', 'b', 'a'] },
  );

  deepEqual([...tree.traces.up], [-1, -1, 1]);
});

test('a link to a span that did not come in leads to the root of its trace', () => {
  const tree = treeOf(
    { name: 'a', from: 0, to: 10, trace: 0 },
    { name: 'b', from: 20, to: 30, trace: 1, links: ['t0/sampled out'] },
  );

  equal(tree.traces.up[1], 0);
  equal(tree.traces.from[1], 0);
});

test('links may run in rings: each trace is there once, the earliest of the ring first', () => {
  const tree = treeOf(
    { name: 'tail', from: 0, to: 5, trace: 3, links: ['b'] },
    { name: 'a', from: 10, to: 15, trace: 0, links: ['b'] },
    { name: 'b', from: 20, to: 25, trace: 1, links: ['c'] },
    { name: 'c', from: 30, to: 35, trace: 2, links: ['a'] },
  );

  deepEqual(rowsOf(tree).map((row) => row.replaceAll('.', '')), ['a', 'c', 'b', 'tail']);
  deepEqual(names(tree, tree.traces.chain(2)), ['a', 'c', 'b', 'tail']);
});

test('a chain of five thousand traces, and as many below one, take no time', () => {
  const count = 5000;
  const name = (i: number) => `s${i}`;
  const line = Array.from({ length: count }, (_, i) => ({ name: name(i), from: i, to: i + 10, trace: i, links: [name(i - 1)] }));
  const star = Array.from({ length: count }, (_, i) => ({ name: name(i), from: i, to: i + 10, trace: i, links: [name(0)] }));
  const begin = performance.now();
  const [long, wide] = [treeOf(...line), treeOf(...star)];

  equal(long.traces.chain(count / 2).length, count);
  equal(long.traces.level[count - 1], count - 1);
  deepEqual(wide.traces.chain(0).length, 2);
  equal(wide.traces.next[0]!.length, count - 1);
  equal(wide.rows.length, count);
  ok(performance.now() - begin < 5000);
});
