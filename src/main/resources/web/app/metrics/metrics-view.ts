import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { urlState, UrlStateController } from '../url-state';
import { getSeries } from '../api/answers';
import { get, Latest, wasAborted } from '../api/client';
import { LiveController } from '../api/live';
import type { SeriesAnswer } from '../api/types';
import { count } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { clock, shortClock } from '../format/time';
import { Keys } from '../frame/keys';
import { brush } from '../axis/brush';
import { TimeAxis } from '../axis/time-axis';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { percent, inlineStyle } from '../parts/inline-style';
import { base, controls } from '../parts/styles';
import { type Metric, metricsOf } from './lines';
import { metricRow, metricStyles } from './metric-rows';
import { guarded } from '../parts/guarded';

interface Named {
  name: string;
  unit?: string;
  kind: string;
  description?: string;
  services?: string[];
}

const MOST = 12;

/** Every metric that came in, on one axis of time. */
export class MetricsView extends LitElement {
  static properties = { names: { state: true }, metrics: { state: true }, error: { state: true } };
  static styles = [
    base,
    controls,
    notices,
    metricStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      .body {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template-columns: 260px minmax(0, 1fr);
      }
      nav {
        overflow-y: auto;
        border-right: 1px solid var(--line);
        padding: 8px 0;
      }
      nav .input {
        width: calc(100% - 2 * var(--edge));
        margin: 0 var(--edge) 6px;
      }
      nav a {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        padding: 4px var(--edge);
        height: var(--row);
      }
      nav a:hover {
        background: var(--hover);
      }
      nav a[aria-current] {
        background: var(--chosen);
        box-shadow: inset 3px 0 var(--accent);
      }
      .charts {
        overflow-y: scroll;
        scrollbar-width: thin;
      }
      .metric {
        min-height: 92px;
      }
      .tall .metric {
        min-height: 320px;
      }
      .ruler {
        position: sticky;
        top: 0;
        z-index: 1;
        height: 24px;
        margin-left: var(--gutter);
        background: var(--ground);
        border-bottom: 1px solid var(--line);
        color: var(--muted);
        font-size: 11px;
        overflow: hidden;
      }
      .ruler span {
        position: absolute;
        padding-left: 4px;
        border-left: 1px solid var(--line-strong);
        line-height: 24px;
        white-space: nowrap;
      }
      .none {
        padding: 32px var(--edge);
        color: var(--muted);
      }
      @media (max-width: 760px) {
        .body {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto minmax(0, 1fr);
        }
        nav {
          max-height: 120px;
          border-right: 0;
          border-bottom: 1px solid var(--line);
        }
      }
    `,
  ];
  declare names?: Named[];
  declare metrics?: Metric[];
  declare error: unknown;
  #axis = new TimeAxis();
  #key = '';
  #request = new Latest();

  constructor() {
    super();
    new UrlStateController(this);
    new LiveController(this, () => this.#load());
    new Keys(this, {
      '+': () => this.#axis.zoomBy(0.5),
      '=': () => this.#axis.zoomBy(0.5),
      '-': () => this.#axis.zoomBy(2),
      '0': () => this.#axis.reset(),
      j: () => this.#step(1),
      k: () => this.#step(-1),
      Escape: () => (this.#chosen !== undefined ? urlState.set({ name: null }) : false),
    });
    this.#axis.on('change', () => this.requestUpdate());
    this.#axis.on('hover', () => this.requestUpdate());
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  protected override willUpdate(): void {
    const key = `${this.#chosen} ${urlState.get('since')}`;
    if (key === this.#key) return;
    this.#key = key;
    void this.#load();
  }

  /** The metric that the address names, which may have no name; undefined for all. */
  get #chosen(): string | undefined {
    return urlState.has('name') ? urlState.get('name') : undefined;
  }

  #hrefOf(name?: string): string {
    return urlState.href('/charts', { name, since: urlState.get('since') || undefined, q: urlState.get('q') || undefined });
  }

  async #load(): Promise<void> {
    const signal = this.#request.next();
    try {
      const { metrics = [] } = await get<{ metrics?: Named[] }>('/metrics-data/names', {}, signal);
      const name = this.#chosen;
      const wanted = name !== undefined ? [name] : metrics.slice(0, MOST).map((metric) => metric.name);
      const answers = await Promise.all(
        wanted.map((each) => getSeries('/metrics-data', { name: each, since: urlState.get('since') }, signal)),
      );
      this.names = metrics;
      this.#take(answers.filter((answer) => answer.series.length > 0));
      this.error = undefined;
    } catch (error) {
      if (!wasAborted(error)) this.error = error;
    }
  }

  #take(answers: SeriesAnswer[]): void {
    const moments = answers.flatMap((answer) =>
      answer.series.flatMap((series) =>
        [series.points.find(([at]) => at !== null)?.[0], series.points.at(-1)?.[0]].flatMap((at) =>
          typeof at === 'number' ? [BigInt(answer.base) + BigInt(at)] : [],
        ),
      ),
    );
    const base = moments.reduce((least, each) => (each < least ? each : least), moments[0] ?? 0n);
    const end = moments.reduce((most, each) => (each > most ? each : most), base);
    this.#axis.extend(base, Number(end - base));
    this.metrics = answers.flatMap((answer) => metricsOf(answer.series, Number(BigInt(answer.base) - base)));
  }

  protected override render(): TemplateResult {
    if (this.error && !this.metrics) return failureNotice(this.error, () => this.#load());
    if (!this.names || !this.metrics) return skeleton(10);
    if (this.names.length === 0) return html`<p class="none">No metrics have come in yet.</p>`;
    const chosen = this.#chosen;
    const find = urlState.get('q').toLowerCase();
    const axis = this.#axis;
    return html`<div class="body">
      <nav aria-label="Metrics">
        <input
          class="input"
          type="search"
          placeholder="Find a metric"
          aria-label="Find a metric"
          .value=${urlState.get('q')}
          @input=${(event: Event) => urlState.set({ q: (event.target as HTMLInputElement).value })}
        />
        <a href="/charts" aria-current=${chosen !== undefined ? nothing : 'true'}>All <span class="muted">${count(this.names.length)}</span></a>
        ${this.names
          .filter((each) => each.name.toLowerCase().includes(find))
          .map(
            (each) =>
              html`<a
                href=${this.#hrefOf(each.name)}
                aria-current=${chosen === each.name ? 'true' : nothing}
                title="${shortened(each.description ?? '')}"
                ><span class="cut mono">${named(each.name, 120)}</span><span class="muted">${each.kind}</span></a
              >`,
          )}
      </nav>
      <div class="charts ${chosen !== undefined ? 'tall' : ''}" @pointerleave=${() => (axis.hover = undefined)}>
        <div class="ruler" aria-hidden="true">
          ${axis.ticks(7).map((tick) => html`<span ${inlineStyle({ left: percent(axis.fraction(tick)) })}>${this.#moment(tick)}</span>`)}
        </div>
        ${this.metrics.map((metric) => guarded(() => metricRow(metric, axis.from, axis.to, axis.hover, chosen !== undefined ? 16 : 4)))}
        ${chosen === undefined && this.names.length > MOST ? html`<p class="none">The first ${MOST} of ${this.names.length}. Choose one on the left.</p>` : nothing}
      </div>
    </div>`;
  }

  protected override updated(): void {
    for (const chart of this.renderRoot.querySelectorAll<HTMLElement & { brushed?: boolean }>('clew-metric-chart')) {
      if (chart.brushed) continue;
      chart.brushed = true;
      brush(chart, this.#axis, () => undefined);
      chart.addEventListener('pointermove', (event) => {
        const box = chart.getBoundingClientRect();
        this.#axis.hover = this.#axis.at((event.clientX - box.left) / box.width);
      });
    }
  }

  #moment(tick: number): string {
    const time = Number((this.#axis.base + BigInt(Math.round(tick))) / 1_000_000n);
    const date = new Date(time);
    if (this.#axis.span > 2 * 86_400e9) return `${date.getDate()}.${date.getMonth() + 1}. ${shortClock(time)}`;
    return this.#axis.span > 600e9 ? shortClock(time) : clock(time);
  }

  #step(by: number): void {
    const names = (this.names ?? []).map((each) => each.name);
    const at = this.#chosen === undefined ? -1 : names.indexOf(this.#chosen);
    const next = names[Math.max(0, Math.min(names.length - 1, at + by))];
    if (next !== undefined) urlState.go(this.#hrefOf(next));
  }
}
customElements.define('clew-metrics-view', MetricsView);
