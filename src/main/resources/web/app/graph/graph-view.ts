import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ExecutionGraph, GraphAnswer, GraphNode } from '../api/types';
import { count, plural } from '../format/amount';
import { named } from '../format/ansi';
import { theme } from '../parts/colours';
import { EventController } from '../parts/event-controller';
import { ChooseSpanEvent } from '../parts/events';
import { guarded } from '../parts/guarded';
import { inlineStyle, percent } from '../parts/inline-style';
import { ResizeController } from '../parts/resize-controller';
import { stateSign, stateWord } from '../parts/state';
import { base, controls } from '../parts/styles';
import type { RunModel } from '../run/run-model';
import { urlState } from '../url-state';
import { BOX, Graph } from './graph-model';
import { paint } from './graph-paint';
import { graphStyles } from './graph-styles';
import { factsOf, statesOf, tokensOf, totalsOf, wordsOf } from './graph-text';

const SCALES = [0.2, 0.35, 0.5, 0.7, 1];
/** The least scale at which a graph is made to fit without being asked to. */
const READABLE = 0.7;
const EDGE = 16;

/** An execution of a workflow as its graph. Only what is visible is there: boxes as buttons, lines on a canvas. Fires [ChooseSpanEvent]. */
export class GraphView extends LitElement {
  static properties = { model: { attribute: false }, selected: { type: Number }, cursor: { state: true } };
  static styles = [base, controls, graphStyles];
  declare model: RunModel;
  declare selected: number;
  /** The node that keys move from. */
  declare cursor: number;
  #graph?: Graph;
  #taken?: ExecutionGraph;
  #opened = false;

  constructor() {
    super();
    new ResizeController(this, () => this.requestUpdate());
    new EventController(this, (render) => [this.model.on('change', render), theme.on('change', render)]);
    this.selected = -1;
    this.cursor = -1;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const execution = this.#execution();
    let follow = changed.has('selected');
    if (execution && execution !== this.#taken) {
      if (this.#taken?.id !== execution.id) {
        this.#graph = new Graph();
        this.#opened = false;
        this.cursor = -1;
      }
      this.#graph!.take(execution);
      this.#taken = execution;
      follow = true;
    }
    if (this.#graph && this.selected >= 0 && follow) {
      const node = this.#graph.nodeOf(this.model.table, this.selected);
      if (node >= 0) this.cursor = node;
    }
  }

  /** The one that the address names, else the last. */
  #execution(): ExecutionGraph | undefined {
    const all = this.#answer?.executions ?? [];
    const id = urlState.get('execution');
    return all.find((each) => each.id === id) ?? all.at(-1);
  }

  get #answer(): GraphAnswer | undefined {
    return this.model.graph;
  }

  /** Now, from the graph's base. */
  get #now(): number {
    return this.model.table.now + Number(this.model.table.base - BigInt(this.#answer?.base ?? 0));
  }

  protected override render(): TemplateResult {
    const graph = this.#graph;
    if (!graph) return html``;
    const { layout } = graph;
    const scale = this.#scale;
    const width = 2 * EDGE + layout.width * scale;
    const height = 2 * EDGE + layout.height * scale;
    const view = { width: this.#scroller?.clientWidth ?? 0, height: this.#scroller?.clientHeight ?? 0 };
    return html`${this.#tools(graph)}
      <div class="scroller" role="group" aria-label="Graph of ${named(graph.execution.workflow, 100)}" @scroll=${() => this.requestUpdate()}>
        <div class="space ${scale >= 0.85 ? '' : scale >= 0.5 ? 'small' : 'tiny'}" ${inlineStyle({ width: `${width}px`, height: `${height}px` })}>
          <div class="view" ${inlineStyle({ width: `${view.width}px`, height: `${view.height}px` })}><canvas aria-hidden="true"></canvas></div>
          <div class="boxes">${this.#visible(graph, scale).map((i) => guarded(() => this.#box(graph, i, scale)))}</div>
        </div>
      </div>`;
  }

  #tools(graph: Graph): TemplateResult {
    const { execution } = graph;
    const all = this.#answer!.executions;
    const missing = execution.nodeCount - execution.nodes.length;
    const at = SCALES.indexOf(this.#scale);
    return html`<div class="tools">
      ${all.length > 1 ? html`<select class="input" aria-label="Execution" @change=${this.#chooseExecution}>${all.map((each) => html`<option value=${each.id} ?selected=${each === execution}>${named(each.workflow, 60)} ${named(each.id, 40)}</option>`)}</select>` : nothing}
      <span class="states">
        ${statesOf(execution).map(([state, many]) => html`<span class=${state}>${stateSign(state)} ${count(many)} ${stateWord(state)}</span>`)}
        ${missing > 0 ? html`<span class="warn">${plural(missing, 'node')} of ${count(execution.nodeCount)} not shown</span>` : nothing}
        <span>${tokensOf(totalsOf(execution))}</span>
      </span>
      <span class="zoom">
        <button class="plain" ?disabled=${at <= 0} @click=${() => this.zoomBy(-1)} title="Smaller (−)" aria-label="Smaller">−</button>
        <output aria-label="Scale">${Math.round(this.#scale * 100)} %</output>
        <button class="plain" ?disabled=${at >= SCALES.length - 1} @click=${() => this.zoomBy(1)} title="Larger (+)" aria-label="Larger">+</button>
        <button class="plain" @click=${() => this.fit()} title="The whole graph (0)">Fit</button>
      </span>
    </div>`;
  }

  /** Places of the boxes that are in sight, and of the one that keys move from. */
  #visible({ layout, nodes }: Graph, scale: number): number[] {
    const scroller = this.#scroller;
    const left = (scroller?.scrollLeft ?? 0) - EDGE;
    const top = (scroller?.scrollTop ?? 0) - EDGE;
    const right = left + (scroller?.clientWidth ?? 1280);
    const bottom = top + (scroller?.clientHeight ?? 800);
    const found: number[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const x = layout.x[i]! * scale;
      const y = layout.y[i]! * scale;
      const near = x + BOX.width * scale >= left && x <= right && y + BOX.height * scale >= top && y <= bottom;
      if (near || i === this.cursor) found.push(i);
    }
    return found;
  }

  #box(graph: Graph, i: number, scale: number): TemplateResult {
    const node = graph.nodes[i]!;
    const words = wordsOf(node, this.#now);
    const { layout } = graph;
    const tokens = tokensOf(node);
    const chosen = this.selected >= 0 && this.cursor === i;
    return html`<button
      class="box ${node.state} ${chosen ? 'chosen' : ''} ${i === this.cursor ? 'cursor' : ''}"
      data-node=${node.id}
      tabindex=${i === Math.max(0, this.cursor) ? '0' : '-1'}
      aria-label=${words}
      aria-pressed=${String(chosen)}
      title=${words}
      @click=${() => this.#choose(i)}
      @focus=${() => (this.cursor = i)}
      ${inlineStyle({ left: `${EDGE + layout.x[i]! * scale}px`, top: `${EDGE + layout.y[i]! * scale}px`, width: `${BOX.width * scale}px`, height: `${BOX.height * scale}px` })}
    >
      <span class="first">${stateSign(node.state)}${scale >= 0.35 ? html`<span class="cut">${named(node.id, 100)}</span>` : nothing}${scale >= 0.85 ? html`<span class="kind">${node.last ? 'finally ' : ''}${named(node.kind, 20)}</span>` : nothing}</span>
      ${scale >= 0.5 ? html`<span class="facts cut">${factsOf(node, this.#now)}</span>` : nothing}
      ${scale >= 0.85 && tokens ? html`<span class="tokens cut">${tokens}</span>` : nothing}
      ${this.#items(node)}
    </button>`;
  }

  /** What the items have come to, as parts of a line. */
  #items({ items }: GraphNode): TemplateResult | typeof nothing {
    if (!items || items.all === 0) return nothing;
    const part = (state: string, many: number) =>
      many > 0 ? html`<i class=${state} ${inlineStyle({ '--part': percent(many / items.all) })}></i>` : nothing;
    return html`<span class="items" aria-hidden="true">${part('ok', items.ok)}${part('failed', items.failed)}${part('cancelled', items.cancelled)}${part('running', items.running)}</span>`;
  }

  protected override updated(): void {
    const scroller = this.#scroller;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!scroller || !canvas || !this.#graph || scroller.clientWidth === 0) return;
    const view = canvas.parentElement!;
    if (!this.#opened) this.#open(this.#graph);
    // Scroll bars come and go with what is rendered.
    if (view.clientWidth !== scroller.clientWidth || view.clientHeight !== scroller.clientHeight) this.requestUpdate();
    paint(canvas, {
      graph: this.#graph,
      width: scroller.clientWidth,
      height: scroller.clientHeight,
      left: scroller.scrollLeft - EDGE,
      top: scroller.scrollTop - EDGE,
      scale: this.#scale,
      cursor: this.cursor,
    });
  }

  /** Begins with what one asks for first: what failed, else what goes on, else where it began. */
  #open(graph: Graph): void {
    this.#opened = true;
    const worst = statesOf(graph.execution)[0]?.[0];
    const first = graph.layout.layers.flat().find((i) => graph.nodes[i]!.state === worst);
    this.reveal(this.cursor >= 0 ? this.cursor : worst === 'ok' ? graph.next(-1, 1) : (first ?? -1), true);
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector('.scroller') ?? null;
  }

  get #scale(): number {
    const asked = Number(urlState.get('scale')) / 100;
    return SCALES.includes(asked) ? asked : this.#fitting(READABLE);
  }

  /** The largest scale at which all is in sight, and not less than `least`. */
  #fitting(least: number): number {
    const scroller = this.#scroller;
    const layout = this.#graph?.layout;
    if (!scroller || !layout) return 1;
    const fits = (scale: number): boolean =>
      layout.width * scale + 2 * EDGE <= scroller.clientWidth && layout.height * scale + 2 * EDGE <= scroller.clientHeight;
    return [...SCALES].reverse().find((scale) => scale === least || fits(scale)) ?? least;
  }

  zoomBy(by: 1 | -1): void {
    const next = SCALES[SCALES.indexOf(this.#scale) + by];
    if (next !== undefined) this.#zoom(next);
  }

  fit(): void {
    this.#zoom(this.#fitting(SCALES[0]!));
  }

  /** Changes the scale around the middle of what is seen. */
  #zoom(scale: number): void {
    const scroller = this.#scroller!;
    const ratio = scale / this.#scale;
    const middle = { x: scroller.scrollLeft + scroller.clientWidth / 2, y: scroller.scrollTop + scroller.clientHeight / 2 };
    urlState.set({ scale: String(Math.round(scale * 100)) });
    this.requestUpdate();
    void this.updateComplete.then(() => {
      scroller.scrollLeft = middle.x * ratio - scroller.clientWidth / 2;
      scroller.scrollTop = middle.y * ratio - scroller.clientHeight / 2;
      this.requestUpdate();
    });
  }

  /** Moves to the next node in reading order. */
  step(by: 1 | -1): void {
    if (this.#graph) this.#go(this.#graph.next(this.cursor, by));
  }

  /** Moves to the nearest node in a direction. */
  move(across: -1 | 0 | 1, down: -1 | 0 | 1): void {
    if (this.#graph) this.#go(this.#graph.beside(this.cursor, across, down));
  }

  #go(node: number): void {
    if (node < 0) return;
    const focused = this.shadowRoot?.activeElement?.classList.contains('box');
    this.cursor = node;
    this.#choose(node, false);
    this.reveal(node);
    if (focused) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.box.cursor')?.focus({ preventScroll: true }));
  }

  /** Brings a node into sight. */
  reveal(node = this.cursor, middle = false): void {
    const scroller = this.#scroller;
    const layout = this.#graph?.layout;
    if (!scroller || !layout || node < 0) return;
    const scale = this.#scale;
    const x = layout.x[node]! * scale;
    const y = layout.y[node]! * scale;
    const right = x + BOX.width * scale + 2 * EDGE;
    const bottom = y + BOX.height * scale + 2 * EDGE;
    if (middle) scroller.scrollTo((x + right - scroller.clientWidth) / 2, (y + bottom - scroller.clientHeight) / 2);
    else {
      scroller.scrollLeft = Math.min(x, Math.max(scroller.scrollLeft, right - scroller.clientWidth));
      scroller.scrollTop = Math.min(y, Math.max(scroller.scrollTop, bottom - scroller.clientHeight));
    }
    this.requestUpdate();
  }

  #choose(node: number, step = true): void {
    this.cursor = node;
    this.dispatchEvent(new ChooseSpanEvent(this.#graph!.spanOf(this.model.table, node), step));
  }

  #chooseExecution = (event: Event): void => {
    urlState.set({ execution: (event.target as HTMLSelectElement).value, span: null, scale: null });
  };
}
customElements.define('clew-graph', GraphView);
