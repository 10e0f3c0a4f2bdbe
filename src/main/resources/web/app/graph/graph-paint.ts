import { colour } from '../parts/colours';
import { prepare } from '../run/waterfall-paint';
import type { Graph } from './graph-model';
import type { Piece } from './layout';

export interface Scene {
  graph: Graph;
  width: number;
  height: number;
  /** Where the upper left corner of what is seen is, and how large a pixel of the layout is. */
  left: number;
  top: number;
  scale: number;
  /** The node whose lines are marked; -1 for none. */
  cursor: number;
}

/** The lines of what is seen; boxes are elements above them. */
export function paint(canvas: HTMLCanvasElement, scene: Scene): void {
  const { graph, width, height, left, top, scale, cursor } = scene;
  const context = prepare(canvas, width, height);
  const near = graph.layout.pieces.filter(
    ({ x1, x2, y1, y2 }) =>
      Math.max(x1, x2) * scale >= left &&
      Math.min(x1, x2) * scale <= left + width &&
      Math.max(y1, y2) * scale >= top &&
      Math.min(y1, y2) * scale <= top + height,
  );
  const marked = near.filter((piece) => isMarked(graph, piece, cursor));
  draw(context, scene, near, colour('line-strong'), 1);
  draw(context, scene, marked, colour('accent'), 2);
}

/** The lines to what the node needs, and to what needs it. */
function isMarked({ needs, layout }: Graph, { source, target, layer }: Piece, cursor: number): boolean {
  if (cursor < 0) return false;
  if (source === cursor || target === cursor) return true;
  return target < 0 && layer < layout.layer[cursor]! && needs[cursor]!.includes(source);
}

function draw(context: CanvasRenderingContext2D, { left, top, scale }: Scene, pieces: Piece[], ink: string, thick: number): void {
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = thick;
  context.beginPath();
  const heads = new Set<string>();
  for (const { x1, y1, x2, y2, target } of pieces) {
    const a = { x: x1 * scale - left, y: y1 * scale - top };
    const b = { x: x2 * scale - left, y: y2 * scale - top };
    const bend = Math.abs(b.x - a.x) / 2;
    context.moveTo(a.x, a.y);
    if (y1 === y2) context.lineTo(b.x, b.y);
    else context.bezierCurveTo(a.x + bend, a.y, b.x - bend, b.y, b.x, b.y);
    if (target >= 0) heads.add(`${b.x} ${b.y}`);
  }
  context.stroke();
  context.beginPath();
  const size = Math.max(3, 6 * scale);
  for (const head of heads) {
    const [x, y] = head.split(' ').map(Number) as [number, number];
    context.moveTo(x, y);
    context.lineTo(x - size, y - size / 2);
    context.lineTo(x - size, y + size / 2);
  }
  context.fill();
}
