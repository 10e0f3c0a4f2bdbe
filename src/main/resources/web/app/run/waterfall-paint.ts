import { nanos } from '../format/duration';
import { colour } from '../parts/colours';
import { huesOf, SLATE } from '../parts/state';
import type { RunModel } from './run-model';

export const ROW = 28;
const BAR = 12;
/** Room for a tick of the axis and its label. */
export const TICK = 96;
const TOP = (ROW - BAR) / 2;

export interface Scene {
  model: RunModel;
  width: number;
  height: number;
  scroll: number;
  selected: number;
  lit: number;
}

const stageHues = new WeakMap<object, Map<string, number>>();
const serviceHues = new WeakMap<object, Map<string, number>>();

function huesIn(kept: WeakMap<object, Map<string, number>>, key: object, names: () => string[]): Map<string, number> {
  let hues = kept.get(key);
  if (!hues) kept.set(key, (hues = huesOf(names())));
  return hues;
}

/** A span has the hue of the stage that it belongs to, so that the shape of the list is found again; else of its service. */
export function hue({ table, tree }: RunModel, i: number): number {
  const stage = tree.stage[i]!;
  if (stage >= 0) return huesIn(stageHues, tree, () => table.name.filter((_, k) => table.stage(k))).get(table.name[stage]!) ?? SLATE;
  if (table.root(i)) return SLATE;
  return huesIn(serviceHues, tree, () => table.service).get(table.service[i]!) ?? SLATE;
}

/** The bars of the visible rows. */
export function paint(canvas: HTMLCanvasElement, scene: Scene): void {
  const { model, width, height, scroll } = scene;
  const context = prepare(canvas, width, height);
  const { axis, tree } = model;
  const first = Math.floor(scroll / ROW);
  const last = Math.min(tree.rows.length - 1, Math.ceil((scroll + height) / ROW));
  for (let row = first; row <= last; row++) {
    const i = tree.rows[row]!;
    if (i < 0 || tree.heads(i)) head(context, row * ROW - scroll, width);
  }
  grid(
    context,
    axis.ticks(width / TICK).map((tick) => axis.fraction(tick) * width),
    height,
  );
  for (let row = first; row <= last; row++) {
    const i = tree.rows[row]!;
    if (i >= 0) bar(context, scene, i, row * ROW - scroll);
  }
}

/** Makes the canvas as large as its place, in the device's own pixels, and empties it. */
export function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

export function grid(context: CanvasRenderingContext2D, places: number[], height: number): void {
  context.fillStyle = colour('line');
  for (const x of places) context.fillRect(Math.round(x), 0, 1, height);
}

function head(context: CanvasRenderingContext2D, y: number, width: number): void {
  context.fillStyle = colour('raised');
  context.fillRect(0, y, width, ROW - 1);
}

function bar(context: CanvasRenderingContext2D, { model, width, selected, lit }: Scene, i: number, y: number): void {
  const { axis, table, tree } = model;
  if (i === selected || i === lit) {
    context.fillStyle = colour(i === selected ? 'chosen' : 'hover');
    context.fillRect(0, y, width, ROW);
  }
  const from = axis.fraction(table.start[i]!) * width;
  const to = axis.fraction(table.end(i)) * width;
  const x = Math.max(-2, Math.min(from, width));
  const right = Math.max(-2, Math.min(to, width + 2));
  if (table.placed[i] && to >= -2 && from <= width) {
    const long = Math.max(right - x, 2);
    const blamed = table.failed(i) && tree.failedBelow[i] === 0;
    context.globalAlpha = table.failed(i) ? (blamed ? 1 : 0.5) : tree.onPath[i] ? 1 : 0.5;
    context.fillStyle = table.failed(i) ? colour('fail') : colour(`hue-${hue(model, i)}`);
    context.beginPath();
    context.roundRect(x, y + TOP, long, BAR, Math.min(2, long / 2));
    context.fill();
    if (blamed) hatch(context, x, y + TOP, long);
    if (table.open(i)) open(context, x + long, y + TOP);
    context.globalAlpha = 1;
    path(context, model, i, y, width);
    ticks(context, model, i, y, width);
  }
  label(context, model, i, x, right, y, width);
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, long: number): void {
  if (long < 6) return;
  context.save();
  context.beginPath();
  context.rect(x, y, long, BAR);
  context.clip();
  context.strokeStyle = colour('ground');
  context.globalAlpha = 0.45;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = x - BAR; at < x + long; at += 6) {
    context.moveTo(at, y + BAR);
    context.lineTo(at + BAR, y);
  }
  context.stroke();
  context.restore();
}

/** The open end of a span that has not ended. */
function open(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = colour('accent');
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 6, y + BAR / 2);
  context.lineTo(x, y + BAR);
  context.fill();
}

/** The critical path: a line below the bar, where this span itself was waited for. */
function path(context: CanvasRenderingContext2D, model: RunModel, i: number, y: number, width: number): void {
  context.fillStyle = colour('ink');
  let last = -1;
  for (const { from, to } of model.tree.segmentsOf(i)) {
    const a = Math.max(0, model.axis.fraction(from) * width);
    const b = Math.min(width, model.axis.fraction(to) * width);
    // Of many in one place, one.
    const half = Math.floor(2 * a);
    if (b <= 0 || a >= width || (b - a < 1 && half === last)) continue;
    last = half;
    context.fillRect(a, y + TOP + BAR + 1, Math.max(b - a, 1), 2);
  }
}

function ticks(context: CanvasRenderingContext2D, model: RunModel, i: number, y: number, width: number): void {
  for (const { at } of model.events.get(`${model.table.traces[model.table.trace[i]!]}:${model.table.id[i]}`) ?? []) {
    const x = model.axis.fraction(at) * width;
    if (x < -4 || x > width + 4) continue;
    context.fillStyle = colour('ground');
    context.strokeStyle = colour('ink');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, y + TOP - 2);
    context.lineTo(x + 3.5, y + TOP + 1.5);
    context.lineTo(x, y + TOP + 5);
    context.lineTo(x - 3.5, y + TOP + 1.5);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** How long it took, and the service where it changes: right of the bar, or left of it where there is no room. */
function label(
  context: CanvasRenderingContext2D,
  model: RunModel,
  i: number,
  x: number,
  right: number,
  y: number,
  width: number,
): void {
  const { table, tree } = model;
  const up = tree.parent[i]!;
  const service = up >= 0 && table.service[up] !== table.service[i] ? `  ${table.service[i]!.slice(0, 40)}` : '';
  const text = `${right < 0 ? '‹ ' : ''}${nanos(table.took(i))}${service}${x >= width ? ' ›' : ''}`;
  context.font = '11px system-ui, sans-serif';
  context.fillStyle = colour(table.failed(i) ? 'fail' : 'muted');
  const room = context.measureText(text).width + 6;
  const gap = table.open(i) ? 12 : 6;
  const middle = y + ROW / 2 + 4;
  if (right + gap + room < width) context.fillText(text, Math.max(right + gap, 4), middle);
  else if (x - room > 0) context.fillText(text, Math.min(x, width) - room, middle);
  else chip(context, text, Math.max(x, 0) + 4, y, room);
}

/** A label on its bar, on a ground of its own: it can be read on every hue. */
function chip(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  const ink = context.fillStyle;
  context.fillStyle = colour('ground');
  context.beginPath();
  context.roundRect(x, y + TOP + 0.5, room + 2, BAR - 1, 2);
  context.fill();
  context.fillStyle = ink;
  context.fillText(text, x + 4, y + ROW / 2 + 4);
}
