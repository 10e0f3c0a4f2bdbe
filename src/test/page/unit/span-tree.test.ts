import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { type Drawn, rowsOf, treeOf } from './spans';

test('children stand below their parent, in the order of their starts', () => {
  const tree = treeOf(
    { name: 'late', parent: 'run', from: 60, to: 90 },
    { name: 'run', from: 0, to: 100 },
    { name: 'early', parent: 'run', from: 10, to: 50 },
    { name: 'inner', parent: 'early', from: 20, to: 30 },
  );

  deepEqual(rowsOf(tree), ['run', '.early', '..inner', '.late']);
  equal(tree.table.name[tree.main], 'run');
});

test('a ring of parents is cut open, and loses no span', () => {
  const tree = treeOf(
    { name: 'a', parent: 'b', from: 0, to: 1 },
    { name: 'b', parent: 'a', from: 0, to: 1 },
    { name: 'itself', parent: 'itself', from: 2, to: 3 },
  );

  deepEqual(rowsOf(tree).map((row) => row.replaceAll('.', '')).sort(), ['a', 'b', 'itself']);
});

test('a span whose parent is not there is a root', () => {
  deepEqual(rowsOf(treeOf({ name: 'orphan', parent: 'gone', from: 0, to: 1 })), ['orphan']);
});

test('of several traces the earliest comes first, and one of several roots has a head', () => {
  const tree = treeOf(
    { name: 'second', from: 50, to: 60 },
    { name: 'first', from: 0, to: 10, trace: 1 },
    { name: 'part', parent: 'first', from: 1, to: 2, trace: 1 },
    { name: 'orphan', parent: 'gone', from: 55, to: 56 },
  );

  deepEqual(rowsOf(tree), ['first', '.part', '#0', '.second', '.orphan']);
  deepEqual([0, 1, 2, 3].filter((i) => tree.heads(i)), [1]);
});

test('a run of one trace has no heads', () => {
  const tree = treeOf({ name: 'a', from: 0, to: 1 }, { name: 'b', from: 2, to: 3 });

  deepEqual(rowsOf(tree), ['a', 'b']);
  equal(tree.heads(0), false);
});

test('failures are counted upwards, and their parents are open', () => {
  const many: Drawn[] = Array.from({ length: 100 }, (_, i) => ({ name: `s${i}`, parent: 'quiet', from: i, to: i + 1 }));
  const tree = treeOf(
    { name: 'run', from: 0, to: 10_000 },
    { name: 'quiet', parent: 'run', from: 0, to: 100 },
    ...many,
    { name: 'loud', parent: 'run', from: 200, to: 300 },
    { name: 'failure', parent: 'loud', from: 210, to: 220, failed: true },
  );

  deepEqual(rowsOf(tree), ['run', '.quiet', '.loud', '..failure']);
  equal(tree.failedBelow[0], 1);
  equal(tree.below[0], 103);
});

test('what is revealed stays in sight, and what is closed is not', () => {
  const tree = treeOf({ name: 'run', from: 0, to: 9 }, { name: 'child', parent: 'run', from: 1, to: 2 });
  tree.expand(0, false);
  deepEqual(rowsOf(tree), ['run']);
  tree.reveal(1);
  deepEqual(rowsOf(tree), ['run', '.child']);
});
