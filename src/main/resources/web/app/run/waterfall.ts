import { ChooseSpanEvent } from '../parts/events';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { plural } from '../format/amount';
import { named } from '../format/ansi';
import { nanos } from '../format/duration';
import { theme } from '../parts/colours';
import { inlineStyle } from '../parts/inline-style';
import { stateWord } from '../parts/state';
import { base, controls } from '../parts/styles';
import { brush } from '../axis/brush';
import type { RunModel } from './run-model';
import { isOnBar, spanTip, tipStyles } from './span-tip';
import { waterfallStyles } from './waterfall-styles';
import { paint, ROW } from './waterfall-paint';
import { EventController } from '../parts/event-controller';
import { ResizeController } from '../parts/resize-controller';
import { guarded } from '../parts/guarded';

/** All spans of all traces as bars. Only what is visible is there: names as text, bars on a canvas. Fires [ChooseSpanEvent]. */
export class WaterFall extends LitElement {
  static properties = { model: { attribute: false }, selected: { type: Number }, lit: { state: true }, pointed: { state: true } };
  static styles = [base, controls, waterfallStyles, tipStyles];
  declare model: RunModel;
  declare selected: number;
  declare lit: number;
  /** Where the pointer is on a bar, in pixels from the bars' left edge. */
  declare pointed?: number;
  #brush?: { from: number; to: number };

  constructor() {
    super();
    new ResizeController(this, () => this.requestUpdate());
    new EventController(this, (render) => [
      this.model.axis.on('change', render),
      this.model.on('change', render),
      theme.on('change', render),
    ]);
    this.selected = -1;
    this.lit = -1;
  }

  #changed = (): void => this.requestUpdate();

  /** Under a pointer that stands still other rows come along. */
  #scrolled = (): void => {
    this.pointed = undefined;
    this.requestUpdate();
  };

  protected override firstUpdated(): void {
    brush(this.renderRoot.querySelector('.bars')!, this.model.axis, (range) => {
      this.#brush = range;
      this.requestUpdate();
    });
  }

  protected override render(): TemplateResult {
    const { tree } = this.model;
    const height = this.#scroller?.clientHeight ?? 400;
    const scroll = this.#scroller?.scrollTop ?? 0;
    const first = Math.floor(scroll / ROW);
    const shown = tree.rows.slice(first, first + Math.ceil(height / ROW) + 1);
    const brushed = this.#brush;
    return html`<div
      class="scroller"
      tabindex="0"
      role="tree"
      aria-label="Spans"
      aria-activedescendant=${this.selected >= 0 ? `span-${this.selected}` : nothing}
      @scroll=${this.#scrolled}
      @focus=${this.#changed}
      @blur=${this.#changed}
    >
      <div class="space" ${inlineStyle({ height: `${tree.rows.length * ROW}px` })}>
        <div class="view" ${inlineStyle({ height: `${height}px` })}>
          <div class="names">
            <div ${inlineStyle({ transform: `translateY(${first * ROW - scroll}px)` })}>
              ${shown.map((i) => guarded(() => (i < 0 ? this.#head(-1 - i) : this.#name(i))))}
            </div>
          </div>
          <div class="bars" @pointermove=${this.#hover} @pointerleave=${this.#leave} @click=${this.#click} @wheel=${this.#wheel}>
            <canvas aria-hidden="true"></canvas>
            ${brushed ? html`<div class="brush" ${inlineStyle({ left: `${Math.min(brushed.from, brushed.to)}px`, width: `${Math.abs(brushed.to - brushed.from)}px` })}></div>` : nothing}
          </div>
        </div>
      </div>
    </div>
    ${brushed ? nothing : this.#tip()}`;
  }

  /** Of the bar under the pointer; of the chosen one for whoever is here with the keyboard. */
  #tip(): TemplateResult | undefined {
    const scroller = this.#scroller;
    const bars = this.renderRoot?.querySelector<HTMLElement>('.bars');
    if (!scroller || !bars) return undefined;
    const box = { left: bars.offsetLeft, width: bars.clientWidth, height: scroller.clientHeight, scroll: scroller.scrollTop };
    if (this.pointed !== undefined && this.lit >= 0) return spanTip(this.model, this.lit, box, this.pointed);
    return this.selected >= 0 && scroller.matches(':focus-visible') ? spanTip(this.model, this.selected, box) : undefined;
  }

  protected override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas')!;
    const scroller = this.#scroller!;
    const width = canvas.parentElement!.clientWidth;
    if (width === 0) return;
    const rows = this.model.tree.rows.length * ROW;
    paint(canvas, {
      model: this.model,
      width,
      height: scroller.clientHeight,
      scroll: Math.min(scroller.scrollTop, Math.max(0, rows - scroller.clientHeight)),
      selected: this.selected,
      lit: this.lit,
    });
  }

  #head(trace: number): TemplateResult {
    const { table, tree } = this.model;
    const level = tree.traces.level[trace]!;
    return html`<div class="name head" role="treeitem" aria-level=${level + 1} ${depth(level)}>
      <span class="mark" aria-hidden="true">⌥</span
      ><span class="cut grow">${named(table.name[tree.traces.root(trace)], 120)}</span>
      ${this.#from(trace)}
    </div>`;
  }

  /** The way back along the link of a trace. */
  #from(trace: number): TemplateResult | typeof nothing {
    const from = this.model.tree.traces.from[trace]!;
    if (from < 0) return nothing;
    const name = named(this.model.table.name[from], 40);
    return html`<button
      class="plain link cut"
      tabindex="-1"
      title="Linked to ${name}"
      @click=${(event: Event) => {
        event.stopPropagation();
        this.#choose(from);
      }}
    >← ${name}</button>`;
  }

  #name(i: number): TemplateResult {
    const { table, tree } = this.model;
    const open = tree.expanded(i);
    const parent = tree.children[i]! > 0;
    const state = table.state(i);
    const name = named(table.name[i]);
    const below = tree.below[i]!;
    const head = tree.heads(i);
    const words = `${name}, ${stateWord(state)}, ${nanos(table.took(i))}, starts at ${nanos(table.begin(i))}`;
    return html`<div
      id="span-${i}"
      role="treeitem"
      aria-level=${tree.indent(i) + 1}
      aria-expanded=${parent ? String(open) : nothing}
      aria-selected=${i === this.selected}
      aria-label=${words}
      class="name ${i === this.selected ? 'chosen' : ''} ${i === this.lit ? 'lit' : ''} ${state} ${tree.onPath[i] ? 'path' : ''} ${head ? 'trace' : ''}"
      title=${name}
      @click=${() => this.#choose(i)}
      @pointerenter=${() => (this.lit = i)}
      ${depth(tree.indent(i))}
    >
      ${parent ? html`<button class="twist" tabindex="-1" aria-label="${open ? 'Collapse' : 'Expand'}" @click=${(event: Event) => this.#twist(event, i, !open)}>${open ? '▾' : '▸'}</button>` : html`<span class="twist"></span>`}
      ${state === 'failed' ? html`<span class="fail" aria-hidden="true">✗</span>` : state === 'running' ? html`<span class="going" aria-hidden="true">◌</span>` : nothing}
      <span class="cut">${name}</span>
      ${head ? this.#from(table.trace[i]!) : nothing}
      ${parent && !open ? html`<span class="below" title=${plural(below, 'span')}>${below > 999 ? `${Math.round(below / 1000)}k` : below}</span>` : nothing}
      ${!open && tree.failedBelow[i]! > 0 ? html`<span class="fail below" title=${plural(tree.failedBelow[i]!, 'error')}>✗${tree.failedBelow[i]}</span>` : nothing}
    </div>`;
  }

  #twist(event: Event, i: number, open: boolean): void {
    event.stopPropagation();
    this.expand(i, open);
  }

  expand(i: number, open: boolean): void {
    this.model.tree.expand(i, open);
    this.requestUpdate();
  }

  /** Brings a span's row into sight. */
  reveal(i: number): void {
    const { tree } = this.model;
    tree.reveal(i);
    const top = tree.rows.indexOf(i) * ROW;
    const scroller = this.#scroller;
    if (!scroller) return;
    if (top < scroller.scrollTop) scroller.scrollTop = top - ROW;
    else if (top + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + 2 * ROW - scroller.clientHeight;
    this.requestUpdate();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector('.scroller') ?? null;
  }

  #choose(i: number): void {
    this.dispatchEvent(new ChooseSpanEvent(i));
  }

  #rowAt(event: MouseEvent): number {
    const scroller = this.#scroller!;
    const y = event.clientY - scroller.getBoundingClientRect().top + scroller.scrollTop;
    return this.model.tree.rows[Math.floor(y / ROW)] ?? -1;
  }

  #hover = (event: PointerEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.model.axis.hover = this.model.axis.at((event.clientX - box.left) / box.width);
    this.lit = Math.max(-1, this.#rowAt(event));
    const x = event.clientX - box.left;
    this.pointed = this.lit >= 0 && isOnBar(this.model, this.lit, x, box.width) ? x : undefined;
  };

  #leave = (): void => {
    this.model.axis.hover = undefined;
    this.lit = -1;
    this.pointed = undefined;
  };

  #click = (event: MouseEvent): void => {
    const i = this.#rowAt(event);
    if (i >= 0 && !this.#brush) this.#choose(i);
  };

  #wheel = (event: WheelEvent): void => {
    const { axis } = this.model;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    if (event.ctrlKey || event.metaKey)
      axis.zoomBy(Math.exp(event.deltaY / 300), axis.at((event.clientX - box.left) / box.width));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      axis.pan(((event.deltaX || event.deltaY) / box.width) * axis.span);
    else return;
    event.preventDefault();
  };
}

/** Indents a row; what lies deeper than names have room for stays where it is. */
function depth(level: number) {
  return inlineStyle({ '--depth': String(Math.min(level, 14)) });
}
customElements.define('clew-waterfall', WaterFall);
