import { html, nothing, svg, type TemplateResult } from 'lit';

const WIDTH = 64;
const HEIGHT = 18;

/** A small curve; its words are the title. */
export function sparkline(values: number[] | undefined, title: string): TemplateResult | typeof nothing {
  if (!values || values.length < 2) return nothing;
  const most = Math.max(...values, Number.MIN_VALUE);
  const step = WIDTH / (values.length - 1);
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 3)).toFixed(1)}`);
  return html`<svg class="spark" width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${title}>
    <title>${title}</title>
    ${svg`<polygon points="0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}"></polygon><polyline points=${points.join(' ')}></polyline>`}
  </svg>`;
}
