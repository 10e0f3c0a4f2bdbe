import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { urlState, UrlStateController, runHref, segment } from '../url-state';
import { getComparison, getSeries } from '../api/answers';
import { Latest, wasAborted } from '../api/client';
import type { Aligned, Change, Comparison, Run, SeriesAnswer, Side } from '../api/types';
import { named, shortened } from '../format/ansi';
import { duration, nanos } from '../format/duration';
import { ago, UNKNOWN } from '../format/time';
import { guarded } from '../parts/guarded';
import { Keys } from '../frame/keys';
import { type Metric, metricsOf } from '../metrics/lines';
import { metricRow, metricStyles } from '../metrics/metric-rows';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { percent, inlineStyle } from '../parts/inline-style';
import { huesOf, SLATE, stateSign } from '../parts/state';
import { base, controls } from '../parts/styles';
import { compareStyles } from './styles';

const WHAT: Record<string, [sign: string, colour: string]> = {
  slower: ['▲ slower', 'warn'],
  faster: ['▼ faster', ''],
  failed: ['✗ fails now', 'fail'],
  fixed: ['✓ fixed', ''],
  new: ['+ new', ''],
  gone: ['− gone', ''],
  same: ['= same', 'muted'],
};

/** Two runs on a shared axis: what made the difference, what changed, and the metrics one over the other. */
export class CompareView extends LitElement {
  static properties = { comparison: { state: true }, metrics: { state: true }, error: { state: true } };
  static styles = [base, controls, notices, metricStyles, compareStyles];
  declare comparison?: Comparison;
  declare metrics: Metric[];
  declare error: unknown;
  #key = '';
  #request = new Latest();

  constructor() {
    super();
    this.metrics = [];
    new UrlStateController(this);
    new Keys(this, { Escape: () => urlState.up('/runs') });
  }

  protected override willUpdate(): void {
    const key = `${urlState.get('a')} ${urlState.get('b')}`;
    if (key === this.#key) return;
    this.#key = key;
    void this.#load();
  }

  async #load(): Promise<void> {
    const signal = this.#request.next();
    const [a, b] = [urlState.get('a'), urlState.get('b')];
    this.comparison = undefined;
    this.error = undefined;
    try {
      this.comparison = await getComparison(a, b, signal);
      const both = await Promise.all(
        [this.comparison.a, this.comparison.b].map((run) => getSeries(`/runs/${segment(run.id)}/metrics`, {}, signal)),
      );
      this.metrics = overlaid(both[0]!, both[1]!);
    } catch (error) {
      if (!wasAborted(error)) this.error = error;
    }
  }

  protected override render(): TemplateResult {
    const { comparison } = this;
    if (this.error && !comparison) return html`${failureNotice(this.error, () => this.#load())}`;
    if (!comparison) return skeleton(12);
    const { a, b } = comparison;
    const longest = Math.max(a.durationSeconds ?? 0, b.durationSeconds ?? 0, 1e-9) * 1e9;
    const aligned = rows(comparison.aligned);
    const hues = huesOf(aligned.filter(([each]) => each.kind === 'stage').map(([each]) => each.name));
    const changed = comparison.changes.filter((change) => change.what !== 'same');
    return html`<div class="page">
      <header>
        <h1>${inProse(comparison.sentence)}</h1>
        <div class="both">
          ${this.#run('A', a)}${this.#run('B', b)}
          <button class="button" @click=${() => urlState.set({ a: b.id, b: a.id }, true)}>⇄ Swap</button>
        </div>
      </header>
      <section aria-label="On one time axis">
        <h2>Side by side <span>A above, B below; 0 – ${nanos(longest)}</span></h2>
        <ul class="aligned">
          ${aligned.map(([each, depth]) => guarded(() => this.#aligned(each, depth, longest, hues.get(each.name))))}
        </ul>
      </section>
      <section aria-label="What changed">
        <h2>What changed <span>greatest first</span></h2>
        ${
          changed.length === 0
            ? html`<p class="none">Nothing that counts.</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th scope="col">Change</th>
                    <th scope="col">Where</th>
                    <th scope="col" class="figure">A</th>
                    <th scope="col" class="figure">B</th>
                    <th scope="col" class="figure">Difference</th>
                    <th scope="col"></th>
                  </tr>
                </thead>
                <tbody>
                  ${changed.slice(0, 100).map((change) => guarded(() => this.#change(change, changed)))}
                </tbody>
              </table>`
        }
      </section>
      ${
        this.metrics.length
          ? html`<section aria-label="Metrics">
              <h2>Metrics <span>A dashed, B solid</span></h2>
              ${this.metrics.map((metric) => guarded(() => metricRow(metric, 0, longest, undefined)))}
            </section>`
          : nothing
      }
    </div>`;
  }

  #run(letter: string, run: Run): TemplateResult {
    return html`<a class="run" href=${runHref(run.id)}
      ><b>${letter}</b>${stateSign(run.state)}<span class="mono cut">${named(run.title || run.id, 160)}</span>
      <span class="muted">${duration(run.durationSeconds)}</span><span class="muted">${ago(run.startTime)}</span
      ><span class="mono muted">${shortened(run.id.slice(0, 8))}</span></a
    >`;
  }

  #aligned(each: Aligned, depth: number, longest: number, hue = SLATE): TemplateResult {
    const bar = (side: Side | undefined, which: string) =>
      html`<div class="lane">
        ${
          side
            ? html`<i
                  class="${which} ${side.state}"
                  ${inlineStyle({
                    left: percent(side.offsetNanos / longest),
                    width: percent((side.durationNanos ?? 0) / longest),
                    '--hue': `var(--hue-${hue})`,
                  })}
                ></i
                >${this.#length(side, longest)}`
            : html`<em>–</em>`
        }
      </div>`;
    return html`<li>
      <span class="cut" ${inlineStyle({ 'padding-left': `${depth * 14}px` })} title=${named(each.name)}
        >${named(each.name, 200)}</span
      >
      <div class="lanes">${bar(each.a, 'a')}${bar(each.b, 'b')}</div>
    </li>`;
  }

  /** How long, right of the bar; at the right edge, left of it, or in it where it takes all the room. */
  #length(side: Side, longest: number): TemplateResult {
    const [from, to] = [side.offsetNanos / longest, (side.offsetNanos + (side.durationNanos ?? 0)) / longest];
    const where = to < 0.92 ? { left: percent(to) } : from > 0.1 ? { right: percent(1 - from) } : { right: '0' };
    return html`<span class=${to >= 0.92 && from <= 0.1 ? 'within' : ''} ${inlineStyle(where)}
      >${nanos(side.durationNanos)}${side.state === 'failed' ? ' ✗' : ''}</span
    >`;
  }

  #change(change: Change, all: Change[]): TemplateResult {
    const [words, colour] = WHAT[change.what] ?? [change.what, ''];
    const most = Math.max(...all.map((each) => Math.abs(each.deltaSeconds ?? 0)), 1e-9);
    const delta = change.deltaSeconds ?? 0;
    const ratio = change.ratio && Number.isFinite(change.ratio) ? ` ×${change.ratio.toFixed(change.ratio < 10 ? 2 : 0)}` : '';
    return html`<tr>
      <td class=${colour}>${words}</td>
      <td class="mono where">${shortened((change.path ?? [change.name]).map((each) => each || UNKNOWN).join(' › '), 300)}</td>
      <td class="figure">
        ${change.aSeconds === undefined ? '–' : duration(change.aSeconds)}${change.aState === 'failed' ? html` <span class="fail">✗</span>` : nothing}
      </td>
      <td class="figure">
        ${change.bSeconds === undefined ? '–' : duration(change.bSeconds)}${change.bState === 'failed' ? html` <span class="fail">✗</span>` : nothing}
      </td>
      <td class="figure">${delta > 0 ? '+' : ''}${duration(delta)}<span class="muted">${ratio}</span></td>
      <td class="grown"><i class=${delta > 0 ? 'more' : 'less'} ${inlineStyle({ width: percent(Math.abs(delta) / most) })}></i></td>
    </tr>`;
  }
}

/** Names between backticks stand out. */
function inProse(sentence: string): TemplateResult[] {
  return sentence
    .split('`')
    .map((part, i) => (i % 2 ? html`<code>${shortened(part, 200)}</code>` : html`${shortened(part, 500)}`));
}

function rows(aligned: Aligned[], depth = 0): [Aligned, number][] {
  return aligned
    .flatMap((each) => [[each, depth] as [Aligned, number], ...(depth < 3 ? rows(each.children ?? [], depth + 1) : [])])
    .slice(0, 200);
}

/** Each metric of both runs, each from its own start. */
function overlaid(a: SeriesAnswer, b: SeriesAnswer): Metric[] {
  const first = (answer: SeriesAnswer) =>
    answer.series.flatMap((series) => series.points.map(([at]) => at ?? Infinity)).reduce((a, b) => Math.min(a, b), Infinity);
  const of = (answer: SeriesAnswer) => {
    const start = first(answer);
    return metricsOf(answer.series, Number.isFinite(start) ? -start : 0);
  };
  const older = new Map(of(a).map((metric) => [metric.name, metric]));
  return of(b).map((metric) => ({
    ...metric,
    lines: [
      ...(older.get(metric.name)?.lines ?? []).map((line) => ({
        ...line,
        label: `A ${line.label}`.trim(),
        dashed: true,
      })),
      ...metric.lines.map((line) => ({ ...line, label: `B ${line.label}`.trim(), dashed: false })),
    ],
  }));
}
customElements.define('clew-compare-view', CompareView);
