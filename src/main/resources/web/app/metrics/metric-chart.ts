import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { css, LitElement } from 'lit';
import { measured } from '../format/amount';
import { colour, theme } from '../parts/colours';
import { base } from '../parts/styles';
import type { Line } from './lines';
import { EventController } from '../parts/event-controller';
import { ResizeController } from '../parts/resize-controller';

use([LineChart, GridComponent, CanvasRenderer]);

/** Curves over a time axis that somebody else names. */
export class MetricChart extends LitElement {
  static properties = {
    lines: { attribute: false },
    unit: {},
    from: { type: Number },
    to: { type: Number },
    ticks: { attribute: false },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
        height: 100%;
        min-width: 0;
        position: relative;
      }
      div {
        position: absolute;
        inset: 0;
      }
    `,
  ];
  declare lines: Line[];
  declare unit: string;
  declare from: number;
  declare to: number;
  declare ticks: number[];
  #chart?: EChartsType;
  #theme = (): void => this.#draw();

  constructor() {
    super();
    new ResizeController(this, () => {
      if (this.clientWidth > 0) this.#chart?.resize();
    });
    new EventController(this, () => [theme.on('change', this.#theme)]);
    this.lines = [];
    this.unit = '';
    this.ticks = [];
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.appendChild(document.createElement('div'));
    return root;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  protected override updated(): void {
    this.#draw();
  }

  #draw(): void {
    if (this.clientWidth === 0) return void requestAnimationFrame(() => this.isConnected && this.clientWidth > 0 && this.#draw());
    this.#chart ??= init(this.renderRoot.querySelector('div')!, null, { renderer: 'canvas' });
    const line = colour('line');
    this.#chart.setOption(
      {
        animation: false,
        grid: { left: 0, right: 0, top: 14, bottom: 2 },
        xAxis: { type: 'value', min: this.from, max: this.to, show: false },
        yAxis: {
          type: 'value',
          ...this.#scale(),
          position: 'right',
          axisLabel: {
            inside: true,
            color: colour('muted'),
            fontSize: 10,
            verticalAlign: 'bottom',
            margin: 4,
            formatter: (value: number) => (value === 0 ? '' : measured(value, this.unit)),
          },
          splitLine: { lineStyle: { color: line } },
          axisLine: { show: false },
          axisTick: { show: false },
        },
        series: this.lines.map((each) => this.#series(each)),
      },
      { notMerge: true },
    );
  }

  /** From zero to a round value, with one line between; bytes are round in binary. */
  #scale(): { min: number; max: number; interval: number } {
    const values = this.lines.flatMap((line) =>
      line.points.filter(([at]) => at >= this.from && at <= this.to).map(([, value]) => value),
    );
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    const least = values.reduce((a, b) => Math.min(a, b), 0);
    const step = round(Math.max(most, -least, 1e-12) / 2, this.unit.startsWith('By'));
    return { min: Math.floor(least / step) * step, max: Math.max(1, Math.ceil(most / step)) * step, interval: step };
  }

  #series(line: Line): LineSeriesOption {
    const hue = colour(`hue-${line.hue % 8}`);
    return {
      type: 'line',
      data: line.points,
      symbol: line.points.length === 1 ? 'circle' : 'none',
      symbolSize: 5,
      silent: true,
      sampling: 'lttb',
      color: hue,
      lineStyle: { width: 1.4, type: line.dashed ? 'dashed' : 'solid' },
      areaStyle: this.lines.length === 1 ? { color: hue, opacity: 0.14 } : undefined,
    };
  }
}
function round(value: number, binary: boolean): number {
  const base = binary ? 1024 ** Math.floor(Math.log2(Math.max(value, 1)) / 10) : 1;
  const power = base * 10 ** Math.floor(Math.log10(value / base));
  return ([1, 2, 2.5, 4, 5, 8, 10].find((each) => each * power >= value * 0.999) ?? 10) * power;
}

customElements.define('clew-metric-chart', MetricChart);
