import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fineOffset } from '../../../main/resources/web/app/axis/hairline';
import { TimeAxis } from '../../../main/resources/web/app/axis/time-axis';

const SECOND = 1e9;

function axisOf(end: number): TimeAxis {
  const axis = new TimeAxis();
  axis.extend(0n, end);
  return axis;
}

test('a moment has a place, and a place a moment', () => {
  const axis = axisOf(100 * SECOND);
  axis.zoom(20 * SECOND, 60 * SECOND);

  equal(axis.fraction(30 * SECOND), 0.25);
  equal(axis.at(0.25), 30 * SECOND);
});

test('a zoom backwards is one forwards, and does not leave the run', () => {
  const axis = axisOf(100);
  axis.zoom(90, -50);
  deepEqual([axis.from, axis.to], [0, 90]);
  axis.zoom(-10, 110);
  equal(axis.zoomed, false);
});

test('it zooms to no less than can be told apart', () => {
  const axis = axisOf(1e12);
  axis.zoom(5e11, 5e11);
  equal(axis.span, 1e5);
});

test('a pan stays within the run, and keeps its length', () => {
  const axis = axisOf(100);
  axis.zoom(40, 60);
  axis.pan(1000);
  deepEqual([axis.from, axis.to], [80, 100]);
  axis.pan(-1000);
  deepEqual([axis.from, axis.to], [0, 20]);
});

test('ticks are round, in sight, and not too many', () => {
  const axis = axisOf(95 * SECOND);
  deepEqual(axis.ticks(10), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90].map((each) => each * SECOND));
  deepEqual(axisOf(3 * 3600 * SECOND).ticks(4), [0, 3600, 7200, 10800].map((each) => each * SECOND));
  for (const end of [1, 777, 5e6, 3e13, 9e18]) ok(axisOf(end).ticks(8).length <= 9, `of ${end}`);
});

test('events tell what is visible, and where the hairline is, once', () => {
  const axis = axisOf(100);
  const told: string[] = [];
  for (const name of ['change', 'hover']) axis.addEventListener(name, () => told.push(name));
  axis.hover = 5;
  axis.hover = 5;
  axis.extend(0n, 100);
  axis.reset();

  deepEqual(told, ['hover', 'change']);
});

test('the hairline says the moment as finely as it can be read', () => {
  equal(fineOffset(1_234_000), '+1.2 ms');
  equal(fineOffset(12.345 * SECOND), '+12.35 s');
  equal(fineOffset(125.06 * SECOND), '+2 m 05.1 s');
});
