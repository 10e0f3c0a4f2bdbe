import type { FilterEvent } from '../parts/events';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { urlState } from '../url-state';
import { get } from '../api/client';
import type { Trace } from '../api/types';
import '../filter/filter-box';
import { params, TRACE_FIELDS } from '../filter/grammar';
import { plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { duration } from '../format/duration';
import { ago, clock } from '../format/time';
import { Keys } from '../frame/keys';
import { ListController } from '../parts/list-controller';
import { notices } from '../parts/notice-styles';
import { percent, inlineStyle } from '../parts/inline-style';
import { RowCursor } from '../parts/rows';
import { stateSign } from '../parts/state';
import { base, controls } from '../parts/styles';
import '../runs/first-run';
import { runList } from '../runs/styles';
import { guarded } from '../parts/guarded';

const PAGE = 100;

/** All traces, newest first; one opens in the waterfall. */
export class TracesView extends LitElement {
  static styles = [
    base,
    controls,
    notices,
    runList,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      .open {
        grid-template-columns: 14px minmax(160px, 2fr) 130px minmax(120px, 1fr) 70px 180px 84px 84px;
      }
      @media (max-width: 760px) {
        .open {
          grid-template-columns: 14px 1fr 74px;
        }
        .hide {
          display: none;
        }
        .services {
          grid-column: 2;
          grid-row: 2;
          font-size: var(--small);
        }
      }
    `,
  ];
  #list = new ListController<Trace>(this, {
    noun: 'trace',
    params: () => ({ since: urlState.get('since') || undefined, ...params(urlState.get('q'), TRACE_FIELDS) }),
    page: async (wanted, signal) => {
      const { traces = [], next } = await get<{ traces?: Trace[]; next?: string }>('/traces', { ...wanted, limit: PAGE }, signal);
      return { rows: traces, next };
    },
    id: (trace) => trace.traceId,
  });

  constructor() {
    super();
    new Keys(this, new RowCursor(this, 'a.open').keys);
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  protected override render(): TemplateResult {
    const filter = urlState.get('q');
    const list = this.#list;
    if (list.bare) return html`<clew-first-run></clew-first-run>`;
    const longest = Math.max(0.001, ...list.rows.map((trace) => trace.durationSeconds ?? 0));
    return html`<div class="bar-above">
        <clew-filter-box
          .value=${filter}
          .fields=${TRACE_FIELDS}
          placeholder="Filter: name, service:api, status:error, duration>1s"
          @filter=${({ filter }: FilterEvent) => urlState.set({ q: filter })}
        ></clew-filter-box>
        <span class="summary" role="status">${list.count}</span>
      </div>
      ${list.render(
        () =>
          html`<ul>
            ${repeat(
              list.rows,
              (trace) => trace.traceId,
              (trace) => guarded(() => this.#row(trace, longest)),
            )}
          </ul>`,
      )}`;
  }

  #row(trace: Trace, longest: number): TemplateResult {
    const state = trace.failedSpans ? 'failed' : 'ok';
    const name = shortened(trace.rootName || trace.traceId);
    return html`<li class="row ${state}" ${inlineStyle({ '--part': percent((trace.durationSeconds ?? 0) / longest) })}>
      <a
        class="open"
        href="/traces/${trace.traceId}"
        data-state=${state}
        aria-label="${name}, ${state}, ${duration(trace.durationSeconds)}"
      >
        ${stateSign(state)}<span class="title mono cut" title=${name}>${name}</span>
        <span class="hide mono muted">${trace.traceId.slice(0, 16)}</span>
        <span class="services muted cut">${shortened(trace.service ?? '', 40)}</span>
        <time class="started muted" datetime=${trace.startTime ?? nothing} title=${trace.startTime ?? nothing}
          ><span>${ago(trace.startTime)}</span><span class="clock">${clock(trace.startTime)}</span></time
        >
        <span class="length"
          ><span class="figure" title=${duration(trace.durationSeconds)}>${duration(trace.durationSeconds)}</span><span class="bar"></span
        ></span>
        <span class="hide muted">${plural(trace.spans, 'span')}</span>
        <span class="hide fail">${trace.failedSpans ? plural(trace.failedSpans, 'error') : nothing}</span>
      </a>
    </li>`;
  }
}
customElements.define('clew-traces-view', TracesView);
