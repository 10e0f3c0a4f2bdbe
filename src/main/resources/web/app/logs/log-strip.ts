import { SeekEvent } from '../parts/events';
import { css, html, LitElement } from 'lit';
import { get, Latest, wasAborted } from '../api/client';
import { plural } from '../format/amount';
import { colour, theme } from '../parts/colours';
import { base } from '../parts/styles';
import type { RunModel } from '../run/run-model';
import { brush } from '../axis/brush';
import { prepare } from '../run/waterfall-paint';
import { EventController } from '../parts/event-controller';
import { ResizeController } from '../parts/resize-controller';

interface Histogram {
  base: string;
  stepNanos: number;
  counts?: number[];
  errors?: number[];
}

const HEIGHT = 24;

/** How many lines came when, on the run's time axis, errors in red; a click goes to that moment. Fires `seek`. */
export class LogStrip extends LitElement {
  static properties = { model: { attribute: false }, params: { attribute: false } };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: var(--gutter) 1fr;
        height: ${HEIGHT}px;
        border-bottom: 1px solid var(--line);
        margin-right: var(--scroll, 0px);
      }
      .label {
        padding: 3px var(--edge);
        color: var(--muted);
        font-size: var(--small);
        border-right: 1px solid var(--line);
      }
      .bars {
        position: relative;
        cursor: pointer;
        min-width: 0;
      }
      canvas {
        display: block;
      }
    `,
  ];
  declare model: RunModel;
  declare params: Record<string, string>;
  #histogram?: Histogram;
  #asked = '';
  #request = new Latest();

  constructor() {
    super();
    new ResizeController(this, () => this.#paint());
    new EventController(this, (render) => [
      this.model.axis.on('change', this.#paint),
      this.model.on('change', render),
      theme.on('change', this.#paint),
    ]);
  }

  protected override willUpdate(): void {
    const key = JSON.stringify([this.params, this.model.detail?.counts.logs]);
    if (key === this.#asked || !this.model.run) return;
    this.#asked = key;
    void this.#load();
  }

  protected override firstUpdated(): void {
    brush(this.renderRoot.querySelector('.bars')!, this.model.axis, () => undefined);
  }

  async #load(): Promise<void> {
    const signal = this.#request.next();
    try {
      this.#histogram = await get<Histogram>(`${this.model.logsPath}/histogram`, { ...this.params, buckets: 300 }, signal);
      this.requestUpdate();
    } catch (error) {
      if (!wasAborted(error)) this.#histogram = undefined;
    }
  }

  protected override render() {
    const total = this.#histogram?.counts?.reduce((sum, each) => sum + each, 0) ?? this.model.detail?.counts.logs ?? 0;
    return html`<span class="label cut">${plural(total, 'line')}</span>
      <div class="bars" @click=${this.#click}><canvas role="img" aria-label="Log lines over time"></canvas></div>`;
  }

  protected override updated(): void {
    this.#paint();
  }

  #paint = (): void => {
    const canvas = this.renderRoot?.querySelector('canvas');
    const width = canvas?.parentElement?.clientWidth ?? 0;
    if (!canvas || width === 0) return;
    const context = prepare(canvas, width, HEIGHT - 1);
    const { axis } = this.model;
    if (!this.#histogram) return;
    const { base, stepNanos, counts = [], errors = [] } = this.#histogram;
    const shift = Number(BigInt(base) - axis.base);
    const most = Math.max(1, ...counts);
    counts.forEach((value, i) => {
      if (!value) return;
      const x = axis.fraction(shift + i * stepNanos) * width;
      const long = Math.max(1, (stepNanos / axis.span) * width - 0.5);
      const high = (amount: number) => Math.max(2, Math.sqrt(amount / most) * (HEIGHT - 5));
      context.fillStyle = colour('line-strong');
      context.fillRect(x, HEIGHT - 2 - high(value), long, high(value));
      if (!errors[i]) return;
      context.fillStyle = colour('fail');
      context.fillRect(x, HEIGHT - 2 - high(errors[i]!), Math.max(long, 2), high(errors[i]!));
    });
  };

  #click = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.dispatchEvent(new SeekEvent(this.model.axis.at((event.clientX - box.left) / box.width)));
  };
}
customElements.define('clew-log-strip', LogStrip);
