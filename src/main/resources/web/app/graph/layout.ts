/** A node of what is laid out: `needs` are places of others in the list. */
export interface Vertex {
  needs: number[];
  /** Whether it runs when all others have ended. */
  last: boolean;
}

export interface Size {
  width: number;
  height: number;
  /** Between layers, and between boxes of a layer. */
  across: number;
  down: number;
}

/** A piece of a line: from `source` to the next layer; `target` is -1 where it goes on from there. */
export interface Piece {
  source: number;
  target: number;
  /** Of its end. */
  layer: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Layout {
  layer: Int32Array;
  /** Left and top edges. */
  x: Float64Array;
  y: Float64Array;
  pieces: Piece[];
  width: number;
  height: number;
  /** The nodes of each layer from above to below. */
  layers: number[][];
}

/** Of more places where lines pass a layer, lines are straight. */
const MOST_PASSES = 30_000;
const PASS = 14;
const ORDER_SWEEPS = 6;
const PLACE_SWEEPS = 8;

/**
 * Lays a graph out from left to right: what a node needs stands left of it. Boxes of a layer are ordered so that lines cross little,
 * and placed near what they are joined to; a line that passes layers has room of its own in them.
 */
export function layOut(nodes: Vertex[], size: Size): Layout {
  const needs = withoutRings(nodes);
  const layer = layersOf(nodes, needs);
  const grid = new Grid(nodes.length, layer, needs);
  grid.order();
  return grid.place(size);
}

/** What each node needs, without itself, doubles and what closes a ring. */
function withoutRings(nodes: Vertex[]): number[][] {
  const needs = nodes.map((node, i) => [...new Set(node.needs)].filter((need) => need !== i && need >= 0 && need < nodes.length));
  const state = new Uint8Array(nodes.length);
  for (let root = 0; root < nodes.length; root++) {
    if (state[root]) continue;
    const way: [node: number, at: number][] = [[root, 0]];
    state[root] = 1;
    while (way.length) {
      const step = way[way.length - 1]!;
      const [node, at] = step;
      const list = needs[node]!;
      if (at === list.length) {
        state[node] = 2;
        way.pop();
        continue;
      }
      const need = list[at]!;
      if (state[need] === 1) list.splice(at, 1);
      else step[1]++;
      if (state[need] === 0) {
        state[need] = 1;
        way.push([need, 0]);
      }
    }
  }
  return needs;
}

/** The longest way to each node; nodes that come last stand right of all others. */
function layersOf(nodes: Vertex[], needs: number[][]): Int32Array {
  const layer = new Int32Array(nodes.length);
  const order = inOrder(needs);
  const put = (last: boolean, least: number): number => {
    let most = -1;
    for (const i of order) {
      if (nodes[i]!.last !== last) continue;
      layer[i] = needs[i]!.reduce((deep, need) => Math.max(deep, layer[need]! + 1), least);
      most = Math.max(most, layer[i]!);
    }
    return most;
  };
  put(true, put(false, 0) + 1);
  return layer;
}

/** All nodes, each behind what it needs. */
function inOrder(needs: number[][]): number[] {
  const left = Int32Array.from(needs, (each) => each.length);
  const dependents: number[][] = needs.map(() => []);
  needs.forEach((each, i) => each.forEach((need) => dependents[need]!.push(i)));
  const order: number[] = [];
  left.forEach((count, i) => count === 0 && order.push(i));
  for (let at = 0; at < order.length; at++) for (const next of dependents[order[at]!]!) if (--left[next]! === 0) order.push(next);
  return order;
}

/** Nodes, and the places where lines pass a layer, as one graph whose edges join neighbouring layers. */
class Grid {
  readonly #layers: number[][] = [];
  readonly #before: number[][] = [];
  readonly #after: number[][] = [];
  readonly #layer: number[] = [];
  readonly #source: number[] = [];
  readonly #straight: [from: number, to: number][] = [];
  #place: Float64Array = new Float64Array();

  constructor(
    private readonly count: number,
    layer: Int32Array,
    needs: number[][],
  ) {
    for (let i = 0; i < count; i++) this.#add(layer[i]!, i);
    const dependents: number[][] = needs.map(() => []);
    needs.forEach((each, i) => each.forEach((need) => dependents[need]!.push(i)));
    dependents.forEach((each, i) => this.#join(i, each));
  }

  #add(layer: number, source: number): number {
    const vertex = this.#layer.push(layer) - 1;
    this.#source.push(source);
    this.#before.push([]);
    this.#after.push([]);
    while (this.#layers.length <= layer) this.#layers.push([]);
    this.#layers[layer]!.push(vertex);
    return vertex;
  }

  #edge(from: number, to: number): void {
    this.#after[from]!.push(to);
    this.#before[to]!.push(from);
  }

  /** All lines of a node share one way through the layers that they pass. */
  #join(source: number, targets: number[]): void {
    let at = source;
    const far = targets.filter((target) => this.#layer[target]! > this.#layer[source]!);
    const end = far.reduce((most, target) => Math.max(most, this.#layer[target]!), 0);
    const passes = end - this.#layer[source]! - 1;
    const roomy = this.#layer.length - this.count + Math.max(0, passes) <= MOST_PASSES;
    for (const target of targets) {
      const near = this.#layer[target]! - this.#layer[source]! === 1;
      if (near) this.#edge(source, target);
      else if (!roomy || this.#layer[target]! <= this.#layer[source]!) this.#straight.push([source, target]);
    }
    if (!roomy) return;
    for (let layer = this.#layer[source]! + 1; layer < end; layer++) {
      const pass = this.#add(layer, source);
      this.#edge(at, pass);
      at = pass;
      for (const target of far) if (this.#layer[target]! === layer + 1) this.#edge(pass, target);
    }
  }

  /** Orders each layer by the mean place of what its vertices are joined to, forwards and back. */
  order(): void {
    this.#place = new Float64Array(this.#layer.length);
    const number = (layer: number[]) => layer.forEach((vertex, place) => (this.#place[vertex] = place));
    this.#layers.forEach(number);
    for (let sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
      const back = sweep % 2 === 1;
      const joined = back ? this.#after : this.#before;
      for (const layer of back ? [...this.#layers].reverse() : this.#layers) {
        const means = new Map(layer.map((vertex) => [vertex, mean(joined[vertex]!, this.#place) ?? this.#place[vertex]!]));
        layer.sort((a, b) => means.get(a)! - means.get(b)! || this.#place[a]! - this.#place[b]!);
        number(layer);
      }
    }
  }

  place(size: Size): Layout {
    const high = (vertex: number): number => (vertex < this.count ? size.height + size.down : PASS);
    const middle = new Float64Array(this.#layer.length);
    for (const layer of this.#layers) stack(layer, middle, high, () => 0);
    for (let sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
      const back = sweep % 2 === 1;
      const joined = back ? this.#after : this.#before;
      for (const layer of back ? [...this.#layers].reverse() : this.#layers)
        stack(layer, middle, high, (vertex) => mean(joined[vertex]!, middle) ?? middle[vertex]!);
    }
    const top = middle.reduce((least, y, vertex) => Math.min(least, y - high(vertex) / 2), Infinity);
    for (let vertex = 0; vertex < middle.length; vertex++) middle[vertex]! -= top;
    return this.#layout(size, middle);
  }

  #layout(size: Size, middle: Float64Array): Layout {
    const column = (vertex: number): number => this.#layer[vertex]! * (size.width + size.across);
    const pieces: Piece[] = [];
    const join = (from: number, to: number): void => {
      const piece = { source: this.#source[from]!, layer: this.#layer[to]!, y1: middle[from]!, y2: middle[to]! };
      const target = to < this.count ? to : -1;
      pieces.push({ ...piece, target, x1: column(from) + size.width, x2: column(to) });
      // A line that passes a layer goes straight through it.
      if (target < 0) pieces.push({ ...piece, target, y1: piece.y2, x1: column(to), x2: column(to) + size.width });
    };
    this.#after.forEach((all, from) => all.forEach((to) => join(from, to)));
    this.#straight.forEach(([from, to]) => join(from, to));
    const boxes = Array.from({ length: this.count }, (_, i) => i);
    return {
      layer: Int32Array.from(boxes, (i) => this.#layer[i]!),
      x: Float64Array.from(boxes, column),
      y: Float64Array.from(boxes, (i) => middle[i]! - size.height / 2),
      pieces,
      width: Math.max(0, this.#layers.length * (size.width + size.across) - size.across),
      height: boxes.reduce((most, i) => Math.max(most, middle[i]! + size.height / 2), 0),
      layers: this.#layers.map((layer) => layer.filter((vertex) => vertex < this.count)),
    };
  }
}

function mean(all: number[], of: Float64Array): number | undefined {
  if (all.length === 0) return undefined;
  return all.reduce((sum, each) => sum + of[each]!, 0) / all.length;
}

/** Puts the vertices of a layer as near to where they want to be as their order and their heights let them (least squares). */
function stack(layer: number[], middle: Float64Array, high: (vertex: number) => number, wanted: (vertex: number) => number): void {
  let offset = 0;
  const offsets = layer.map((vertex) => {
    const at = offset + high(vertex) / 2;
    offset += high(vertex);
    return at;
  });
  const blocks: { sum: number; count: number }[] = [];
  layer.forEach((vertex, k) => {
    let block = { sum: wanted(vertex) - offsets[k]!, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  let k = 0;
  for (const { sum, count } of blocks) for (let end = k + count; k < end; k++) middle[layer[k]!] = sum / count + offsets[k]!;
}
