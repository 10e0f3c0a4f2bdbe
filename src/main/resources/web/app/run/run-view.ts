import type { ChooseSpanEvent } from '../parts/events';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { urlState, UrlStateController } from '../url-state';
import { live, LiveController } from '../api/live';
import { Keys } from '../frame/keys';
import '../graph/graph-view';
import type { GraphView } from '../graph/graph-view';
import '../logs/logs-band';
import type { LogsBand } from '../logs/logs-band';
import '../metrics/metrics-band';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { inlineStyle } from '../parts/inline-style';
import { base, controls } from '../parts/styles';
import { failures } from './culprit';
import { fineOffset } from '../axis/hairline';
import './minimap';
import './run-header';
import { RunModel } from './run-model';
import './run-panel';
import './span-panel';
import { splitter } from './splitter';
import './trace-chain';
import type { TraceChain } from './trace-chain';
import './waterfall';
import type { WaterFall } from './waterfall';
import { runViewStyles } from './run-view-styles';

/** A run: header, three bands on one time axis, the panel beside them. */
export class RunView extends LitElement {
  static properties = { run: {}, trace: {} };
  static styles = [base, controls, notices, runViewStyles];
  declare run: string;
  declare trace: string;
  #model?: RunModel;
  readonly #live: LiveController;
  #timer?: ReturnType<typeof setInterval>;
  #revealed = '';

  constructor() {
    super();
    this.run = '';
    this.trace = '';
    new UrlStateController(this);
    this.#live = new LiveController(this, async ({ runs, gap }) => {
      const model = this.#model;
      if (model && (gap || runs.has(model.detail?.id ?? ''))) await model.refresh();
    });
    new Keys(this, {
      j: () => (this.#graph ? this.#graph.step(1) : this.#step(1)),
      k: () => (this.#graph ? this.#graph.step(-1) : this.#step(-1)),
      ArrowDown: () => (this.#graph ? this.#graph.move(0, 1) : this.#step(1)),
      ArrowUp: () => (this.#graph ? this.#graph.move(0, -1) : this.#step(-1)),
      ']': () => this.#failure(1),
      '[': () => this.#failure(-1),
      '>': () => this.#walk(1),
      '<': () => this.#walk(-1),
      h: () => this.#expand(false),
      l: () => this.#expand(true),
      ArrowLeft: () => (this.#graph ? this.#graph.move(-1, 0) : this.#expand(false)),
      ArrowRight: () => (this.#graph ? this.#graph.move(1, 0) : this.#expand(true)),
      Enter: () => this.#toggle(),
      '+': () => this.#zoomBy(1),
      '=': () => this.#zoomBy(1),
      '-': () => this.#zoomBy(-1),
      '0': () => (this.#graph ? this.#graph.fit() : this.#model?.axis.reset()),
      v: () => this.#model?.graph && this.#show(!this.#graph),
      f: () => this.#logs?.follow(),
      Escape: () => this.#escape(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => live.state === 'live' && this.#model?.tick(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#model?.stop();
  }

  search(): void {
    this.#logs?.search();
  }

  protected override willUpdate(): void {
    if (this.#model && this.#model.run === this.run && this.#model.trace === this.trace) return;
    this.#model?.stop();
    const model = new RunModel(this.run, this.trace);
    this.#model = model;
    this.#revealed = '';
    model.on('change', () => this.requestUpdate());
    model.axis.on('hover', () => this.#hairline());
    model.axis.on('change', () => this.#zoomed());
    void model.load().then(() => {
      this.#zoomFromAddress();
      void this.#live.catchUp();
    });
  }

  protected override render(): TemplateResult {
    const model = this.#model!;
    if (model.error)
      return html`<div>
        ${failureNotice(model.error, () => model.load())}
        <p class="notice"><a class="button" href=${this.run ? '/runs' : '/traces'}>All ${this.run ? 'runs' : 'traces'}</a></p>
      </div>`;
    if (!model.loaded) return skeleton(16);
    const span = this.#selected;
    return html`<clew-run-header .model=${model}></clew-run-header>
      <clew-trace-chain .model=${model} .span=${span} @choose-span=${this.#chosen}></clew-trace-chain>
      <div class="body">
        <div class="bands" @pointerleave=${() => (model.axis.hover = undefined)}>
          ${model.graph ? this.#views() : nothing}
          <clew-minimap .model=${model}></clew-minimap>
          ${this.#shows ? html`<clew-graph .model=${model} .selected=${span} @choose-span=${this.#chosen}></clew-graph>` : this.#spans(model, span)}
          ${this.#split('logs')}
          <clew-logs-band .model=${model} .span=${span >= 0 ? model.table.reference(span) : ''} @choose-span=${this.#chosen}></clew-logs-band>
          ${model.metrics?.series.length ? html`${this.#split('metrics')}<clew-metrics-band .model=${model}></clew-metrics-band>` : nothing}
          <div class="hairline" hidden aria-hidden="true"><span></span></div>
        </div>
        ${span >= 0 ? html`<clew-span-panel .model=${model} .span=${span} @choose-span=${this.#chosen}></clew-span-panel>` : html`<clew-run-panel .model=${model} @choose-span=${this.#chosen}></clew-run-panel>`}
      </div>`;
  }

  #spans(model: RunModel, span: number): TemplateResult {
    return html`<clew-waterfall
      .model=${model}
      .selected=${span}
      @choose-span=${this.#chosen}
      ${inlineStyle({ '--rows': String(model.tree.rows.length) })}
    ></clew-waterfall>`;
  }

  /** Two ways to look at an execution of a workflow. */
  #views(): TemplateResult {
    const view = (graph: boolean, words: string) =>
      html`<button class="plain" aria-pressed=${String(graph === this.#shows)} @click=${() => this.#show(graph)}>${words}</button>`;
    return html`<div class="views" role="group" aria-label="View">${view(false, 'Waterfall')}${view(true, 'Graph')}</div>`;
  }

  #show(graph: boolean): void {
    this.#revealed = '';
    urlState.set({ view: graph ? 'graph' : null }, true);
  }

  /** Whether the graph stands in place of the waterfall. */
  get #shows(): boolean {
    return this.#model?.graph !== undefined && urlState.get('view') === 'graph';
  }

  get #graph(): GraphView | null {
    return this.renderRoot.querySelector('clew-graph');
  }

  #zoomBy(by: 1 | -1): void {
    if (this.#graph) this.#graph.zoomBy(by);
    else this.#model?.axis.zoomBy(by > 0 ? 0.5 : 2);
  }

  #split(band: string): TemplateResult {
    return html`<div
      class="split"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the ${band}"
      tabindex="0"
      ${splitter(`--${band}`)}
    ></div>`;
  }

  protected override updated(): void {
    if (this.#model) this.#model.graphShown = this.#shows;
    const id = urlState.get('span');
    if (!id || id === this.#revealed || this.#selected < 0) return;
    this.#revealed = id;
    const waterfall = this.#waterfall;
    void waterfall?.updateComplete.then(() => waterfall.reveal(this.#selected));
    const graph = this.#graph;
    void graph?.updateComplete.then(() => graph.reveal());
  }

  get #selected(): number {
    return this.#model?.table.at(urlState.get('span')) ?? -1;
  }

  get #waterfall(): WaterFall | null {
    return this.renderRoot.querySelector('clew-waterfall');
  }

  get #logs(): LogsBand | null {
    return this.renderRoot.querySelector('clew-logs-band');
  }

  #chosen = ({ span, step }: ChooseSpanEvent): void => this.#choose(span, step);

  #choose(i: number, step = false): void {
    urlState.set({ span: i < 0 ? null : this.#model!.table.reference(i) }, step && i >= 0);
  }

  #step(by: number): void {
    const spans = this.#model!.tree.rows.filter((row) => row >= 0);
    const at = spans.indexOf(this.#selected);
    const next = spans[at < 0 ? (by > 0 ? 0 : spans.length - 1) : Math.max(0, Math.min(spans.length - 1, at + by))];
    if (next !== undefined) this.#choose(next);
  }

  #walk(by: 1 | -1): boolean {
    return this.renderRoot.querySelector<TraceChain>('clew-trace-chain')?.walk(by) ?? false;
  }

  #failure(by: number): void {
    const all = failures(this.#model!);
    if (all.length === 0) return;
    const at = all.indexOf(this.#selected);
    this.#choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]!);
  }

  #expand(open: boolean): void {
    if (this.#selected >= 0) this.#waterfall?.expand(this.#selected, open);
  }

  #toggle(): void {
    if (this.#selected >= 0) this.#waterfall?.expand(this.#selected, !this.#model!.tree.expanded(this.#selected));
  }

  #escape(): void {
    if (urlState.get('span')) urlState.set({ span: null });
    else if (this.#model?.axis.zoomed) this.#model.axis.reset();
    else urlState.up(this.run ? '/runs' : '/traces');
  }

  #zoomed(): void {
    const { axis } = this.#model!;
    urlState.set({ zoom: axis.zoomed ? `${Math.round(axis.from)}-${Math.round(axis.to)}` : null });
  }

  #zoomFromAddress(): void {
    const [from, to] = urlState.get('zoom').split('-').map(Number);
    if (from !== undefined && to) this.#model!.axis.zoom(from, to);
  }

  /** The line through all bands at the moment under the pointer; moved without rendering anything. */
  #hairline(): void {
    const line = this.renderRoot.querySelector<HTMLElement>('.hairline');
    const map = this.renderRoot.querySelector('clew-minimap')?.shadowRoot?.querySelector<HTMLElement>('.map');
    if (!line || !map) return;
    const { axis } = this.#model!;
    const at = axis.hover;
    line.hidden = at === undefined || axis.fraction(at) < 0 || axis.fraction(at) > 1;
    if (at === undefined || line.hidden) return;
    line.style.transform = `translateX(${map.offsetLeft + axis.fraction(at) * map.clientWidth}px)`;
    line.firstElementChild!.textContent = fineOffset(at);
    line.classList.toggle('left', axis.fraction(at) > 0.9);
  }
}
customElements.define('clew-run-view', RunView);
