import { css, html, LitElement } from 'lit';
import { plural } from '../format/amount';
import { nanos } from '../format/duration';
import { colour, theme } from '../parts/colours';
import { percent, inlineStyle } from '../parts/inline-style';
import { base, controls } from '../parts/styles';
import type { RunModel } from './run-model';
import { hue, prepare, TICK } from './waterfall-paint';
import { EventController } from '../parts/event-controller';
import { ResizeController } from '../parts/resize-controller';

const HEIGHT = 40;

/** All of the run at once, with its errors; a drag chooses what the bands below show. The ruler below is of what is visible. */
export class MiniMap extends LitElement {
  static properties = { model: { attribute: false }, drag: { state: true } };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: var(--gutter) 1fr;
        border-bottom: 1px solid var(--line);
        margin-right: var(--scroll, 0px);
      }
      .facts {
        display: flex;
        align-items: flex-end;
        gap: 2px;
        padding: 4px 8px 4px var(--edge);
        color: var(--muted);
        min-width: 0;
      }
      .facts .cut {
        flex: 1;
      }
      .plain {
        padding: 0 7px;
      }
      .map {
        position: relative;
        height: ${HEIGHT}px;
        background: var(--raised);
        cursor: crosshair;
        touch-action: none;
        overflow: hidden;
      }
      canvas {
        display: block;
        position: absolute;
        inset: 0;
      }
      .shade {
        position: absolute;
        top: 0;
        bottom: 0;
        background: var(--ground);
        opacity: 0.72;
        pointer-events: none;
      }
      .frame {
        position: absolute;
        top: 0;
        bottom: 0;
        border: 1px solid var(--accent);
        border-width: 0 2px;
        pointer-events: none;
      }
      .ruler {
        position: relative;
        height: 18px;
        overflow: hidden;
        color: var(--muted);
        font-size: 11px;
      }
      .ruler span {
        position: absolute;
        padding-left: 4px;
        border-left: 1px solid var(--line-strong);
        white-space: nowrap;
        line-height: 18px;
      }
      @media (max-width: 640px) {
        .plain {
          display: none;
        }
      }
    `,
  ];
  declare model: RunModel;
  declare drag?: [number, number];
  #painted?: object;
  #key = '';
  #orderOf?: object;
  #order: number[] = [];

  constructor() {
    super();
    new ResizeController(this, () => ((this.#painted = undefined), this.requestUpdate()));
    new EventController(this, (render) => [
      theme.on('change', this.#theme),
      this.model.axis.on('change', render),
      this.model.on('change', render),
    ]);
  }

  #theme = (): void => ((this.#painted = undefined), this.requestUpdate());

  protected override render() {
    const { axis, table } = this.model;
    const from = this.drag ? Math.min(...this.drag) : axis.from / axis.end;
    const to = this.drag ? Math.max(...this.drag) : axis.to / axis.end;
    const width = this.renderRoot?.querySelector('.map')?.clientWidth || 900;
    return html`<div class="facts">
        <span class="cut" title=${plural(table.size, 'span')}>${plural(table.size, 'span')}</span>
        <button class="plain" aria-label="Zoom in" title="Zoom in (+)" @click=${() => axis.zoomBy(0.5)}>+</button>
        <button class="plain" aria-label="Zoom out" title="Zoom out (-)" @click=${() => axis.zoomBy(2)}>−</button>
        <button
          class="plain"
          aria-label="Show everything"
          title="Show everything (0)"
          ?disabled=${!axis.zoomed}
          @click=${() => axis.reset()}
        >
          All
        </button>
      </div>
      <div>
        <div
          class="map"
          role="img"
          aria-label="All of the run; ${plural(this.#errors, 'error')}"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @dblclick=${() => axis.reset()}
        >
          <canvas></canvas>
          <div class="shade" ${inlineStyle({ left: '0', width: percent(from) })}></div>
          <div class="shade" ${inlineStyle({ left: percent(to), right: '0' })}></div>
          <div class="frame" ${inlineStyle({ left: percent(from), width: percent(to - from) })}></div>
        </div>
        <div class="ruler" aria-hidden="true">
          ${axis.ticks(width / TICK).map((tick) => html`<span ${inlineStyle({ left: percent(axis.fraction(tick)) })}>${tick === 0 ? '0' : nanos(tick)}</span>`)}
        </div>
      </div>`;
  }

  get #errors(): number {
    return this.model.table.status.filter((status) => status === 2).length;
  }

  protected override updated(): void {
    const { tree, axis } = this.model;
    const key = `${axis.end}`;
    if (this.#painted === tree && this.#key === key) return;
    this.#painted = tree;
    this.#key = key;
    this.#paint();
  }

  #paint(): void {
    const canvas = this.renderRoot.querySelector('canvas')!;
    const width = canvas.parentElement!.clientWidth;
    const context = prepare(canvas, width, HEIGHT);
    const { table, tree, axis } = this.model;
    const usable = HEIGHT - 9;
    const high = Math.max(1, Math.min(4, usable / Math.max(1, table.size)));
    if (this.#orderOf !== tree) {
      this.#orderOf = tree;
      this.#order = this.#inTreeOrder();
    }
    const order = this.#order;
    context.globalAlpha = table.size > 3000 ? 0.35 : 0.85;
    let last = -1;
    order.forEach((i, row) => {
      if (!table.placed[i]) return;
      const x = (table.start[i]! / axis.end) * width;
      const long = Math.max(0.7, (table.length(i) / axis.end) * width);
      const next = hue(this.model, i);
      // A canvas reads a colour anew each time, which takes longer than to draw with it.
      if (next !== last) context.fillStyle = colour(`hue-${next}`);
      last = next;
      context.fillRect(x, 8 + (row / Math.max(order.length, usable / high)) * usable, long, high);
    });
    context.globalAlpha = 1;
    context.fillStyle = colour('fail');
    for (let i = 0; i < table.size; i++)
      if (table.failed(i) && tree.failedBelow[i] === 0) this.#mark(context, (table.end(i) / axis.end) * width);
  }

  /** At most so many that painting takes no time: of more, the longest. */
  #inTreeOrder(): number[] {
    const { tree, table } = this.model;
    const most = 6000;
    const all = [...tree.order].filter((_, k) => k < table.size);
    if (all.length <= most) return this.#byTree(all);
    const bound = Float64Array.from(all, (i) => table.length(i)).sort()[all.length - most]!;
    const longer = all.filter((i) => table.length(i) > bound);
    const equal = all.filter((i) => table.length(i) === bound);
    return this.#byTree([...longer, ...equal.slice(0, most - longer.length)]);
  }

  #byTree(spans: number[]): number[] {
    const { table, tree } = this.model;
    const { rank } = tree.traces;
    return spans.sort((a, b) => rank[table.trace[a]!]! - rank[table.trace[b]!]! || table.start[a]! - table.start[b]!);
  }

  /** An error: a triangle and a line down. */
  #mark(context: CanvasRenderingContext2D, x: number): void {
    context.beginPath();
    context.moveTo(x - 4, 0);
    context.lineTo(x + 4, 0);
    context.lineTo(x, 7);
    context.fill();
    context.fillRect(x - 0.5, 6, 1, HEIGHT);
  }

  #fraction(event: PointerEvent): number {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  }

  #down = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.drag = [this.#fraction(event), this.#fraction(event)];
  };

  #move = (event: PointerEvent): void => {
    const at = this.#fraction(event);
    this.model.axis.hover = at * this.model.axis.end;
    if (this.drag) this.drag = [this.drag[0], at];
  };

  #up = (): void => {
    const { axis } = this.model;
    if (!this.drag) return;
    const [a, b] = this.drag;
    this.drag = undefined;
    if (Math.abs(a - b) > 0.004) axis.zoom(a * axis.end, b * axis.end);
    else if (axis.zoomed) axis.pan(a * axis.end - (axis.from + axis.span / 2));
  };
}
customElements.define('clew-minimap', MiniMap);
