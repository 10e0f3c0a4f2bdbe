import { css, html, type TemplateResult } from 'lit';
import { measured } from '../format/amount';
import { named as nameOf, shortened } from '../format/ansi';
import { inlineStyle } from '../parts/inline-style';
import { type Line, type Metric, valueAt } from './lines';

/** Charts come when the first metric does: they are most of the page's bytes. */
let charts: Promise<unknown> | undefined;

/** One metric: on the left its name and the value at a moment, on the right the chart. */
export function metricRow(metric: Metric, from: number, to: number, at: number | undefined, most = 4): TemplateResult {
  charts ??= import('./metric-chart');
  const named = metric.lines.filter((line) => line.label);
  return html`<section class="metric" aria-label=${nameOf(metric.name)}>
    <div class="legend">
      <h3 class="cut" title="${shortened(metric.name)} ${shortened(metric.description)}">${nameOf(metric.name, 120)}</h3>
      ${
        metric.lines.length === 1 && named.length === 0
          ? html`<div class="value">${value(metric, metric.lines[0]!, at)}</div>`
          : html`<ul>
              ${metric.lines
                .slice(0, most)
                .map(
                  (line) =>
                    html`<li>
                      <i ${inlineStyle({ background: `var(--hue-${line.hue % 8})` })}></i
                      ><span class="cut" title=${line.label}>${line.label || 'all'}</span><span>${value(metric, line, at)}</span>
                    </li>`,
                )}
              ${metric.lines.length > most ? html`<li class="muted">and ${metric.lines.length - most} more</li>` : ''}
            </ul>`
      }
    </div>
    <clew-metric-chart .lines=${metric.lines} .unit=${metric.unit} .from=${from} .to=${to}></clew-metric-chart>
  </section>`;
}

function value(metric: Metric, line: Line, at: number | undefined): TemplateResult {
  if (at !== undefined) return html`${measured(valueAt(line, at), metric.unit)}`;
  const all = [...line.points.map(([, each]) => each), ...(line.untimed ?? [])];
  const most = all.reduce((max, each) => Math.max(max, each), -Infinity);
  return html`<span class="muted">max</span> ${measured(most, metric.unit)}`;
}

export const metricStyles = css`
  .metric {
    display: grid;
    grid-template-columns: var(--gutter) minmax(0, 1fr);
    min-height: 66px;
    border-bottom: 1px solid var(--line);
  }
  .legend {
    padding: 5px 10px 4px var(--edge);
    min-width: 0;
    border-right: 1px solid var(--line);
    font-size: var(--small);
  }
  .legend h3 {
    font-weight: 600;
  }
  .legend .muted {
    font-size: 11px;
  }
  .legend li {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--muted);
    line-height: 17px;
  }
  .legend li .cut {
    flex: 1;
  }
  .legend li > span:last-child {
    color: var(--ink);
    white-space: nowrap;
  }
  .legend i {
    width: 10px;
    height: 3px;
    border-radius: 2px;
    flex: none;
  }
`;
