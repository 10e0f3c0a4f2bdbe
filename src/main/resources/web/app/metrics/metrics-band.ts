import { css, html, LitElement } from 'lit';
import { brush } from '../axis/brush';
import type { RunModel } from '../run/run-model';
import { base } from '../parts/styles';
import { type Metric, metricsOf } from './lines';
import { metricRow, metricStyles } from './metric-rows';
import { EventController } from '../parts/event-controller';
import { guarded } from '../parts/guarded';

/** What the run measured, below its bars and logs, on the same axis; the values are those under the hairline. */
export class MetricsBand extends LitElement {
  static properties = { model: { attribute: false } };
  static styles = [
    base,
    metricStyles,
    css`
      :host {
        position: relative;
        overflow-y: scroll;
        scrollbar-width: thin;
        min-height: 0;
        background: var(--ground);
      }
      .metric {
        cursor: crosshair;
      }
    `,
  ];
  declare model: RunModel;
  #metrics: Metric[] = [];
  #of?: object;

  constructor() {
    super();
    new EventController(this, (render) => [
      this.model.axis.on('hover', render),
      this.model.axis.on('change', render),
      this.model.on('change', render),
    ]);
  }

  protected override willUpdate(): void {
    const { metrics, axis } = this.model;
    if (metrics === this.#of || !metrics) return;
    this.#of = metrics;
    this.#metrics = metricsOf(metrics.series, Number(BigInt(metrics.base) - axis.base));
  }

  protected override render() {
    const { axis } = this.model;
    return html`${this.#metrics.map((metric) => guarded(() => metricRow(metric, axis.from, axis.to, axis.hover)))}`;
  }

  protected override updated(): void {
    for (const chart of this.renderRoot.querySelectorAll<HTMLElement & { brushed?: boolean }>('clew-metric-chart')) {
      if (chart.brushed) continue;
      chart.brushed = true;
      brush(chart, this.model.axis, () => undefined);
      chart.addEventListener('pointermove', (event) => {
        const box = chart.getBoundingClientRect();
        this.model.axis.hover = this.model.axis.at((event.clientX - box.left) / box.width);
      });
    }
  }
}
customElements.define('clew-metrics-band', MetricsBand);
