import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { urlState, UrlStateController } from '../url-state';
import { get, Latest, type Params, wasAborted } from '../api/client';
import { LiveController } from '../api/live';
import type { Trace } from '../api/types';
import '../filter/filter-box';
import { params, TRACE_FIELDS } from '../filter/grammar';
import { plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { duration } from '../format/duration';
import { ago, clock } from '../format/time';
import { Keys } from '../frame/keys';
import { failureNotice, skeleton } from '../parts/notice';
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
  static properties = {
    traces: { state: true },
    next: { state: true },
    fresh: { state: true },
    loading: { state: true },
    error: { state: true },
  };
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
  declare traces: Trace[];
  declare next?: string;
  /** Newer traces that wait for a click, so that no row moves. */
  declare fresh: Trace[];
  declare loading: boolean;
  declare error: unknown;
  #shown = '?';
  #request = new Latest();
  #rows = new RowCursor(this, 'a.open');

  constructor() {
    super();
    this.traces = [];
    this.fresh = [];
    this.loading = true;
    new UrlStateController(this);
    new LiveController(this, () => this.#refresh());
    new Keys(this, this.#rows.keys);
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  get #params(): Params {
    return { since: urlState.get('since') || undefined, ...params(urlState.get('q'), TRACE_FIELDS) };
  }

  protected override willUpdate(): void {
    const wanted = JSON.stringify(this.#params);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    void this.#load();
  }

  protected override render(): TemplateResult {
    const filter = urlState.get('q');
    if (!this.loading && !this.error && this.traces.length === 0 && !filter && !urlState.get('since'))
      return html`<clew-first-run></clew-first-run>`;
    const longest = Math.max(0.001, ...this.traces.map((trace) => trace.durationSeconds ?? 0));
    return html`<div class="bar-above">
        <clew-filter-box
          .value=${filter}
          .fields=${TRACE_FIELDS}
          placeholder="Filter: name, service:api, status:error, duration>1s"
          @filter=${(event: CustomEvent<string>) => urlState.set({ q: event.detail })}
        ></clew-filter-box>
        <span class="summary" role="status">${plural(this.traces.length, 'trace')}${this.next ? '+' : ''}</span>
      </div>
      <div class="list">
        <div class="pill">
          ${this.fresh.length ? html`<button class="button first" @click=${this.#settle}>↑ ${plural(this.fresh.length, 'new trace')}</button>` : nothing}
        </div>
        ${this.error ? failureNotice(this.error, () => this.#load()) : nothing}
        ${this.loading && this.traces.length === 0 ? skeleton(14) : nothing}
        <ul>
          ${repeat(
            this.traces,
            (trace) => trace.traceId,
            (trace) => guarded(() => this.#row(trace, longest)),
          )}
        </ul>
        ${!this.loading && !this.error && this.traces.length === 0 ? html`<p class="none">No trace matches.</p>` : nothing}
        ${this.next ? html`<button class="button more" @click=${this.#more}>Older traces</button>` : nothing}
      </div>`;
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
        <span class="services muted cut"
          >${(trace.services ?? [trace.service ?? '']).map((each) => shortened(each, 40)).join(', ')}</span
        >
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

  #ask(cursor?: string): Promise<{ traces?: Trace[]; next?: string }> {
    return get('/traces', { ...this.#params, limit: PAGE, cursor }, this.#request.signal);
  }

  async #load(): Promise<void> {
    this.#request.next();
    this.loading = true;
    try {
      const answer = await this.#ask();
      this.traces = answer.traces ?? [];
      this.next = answer.next;
      this.fresh = [];
      this.error = undefined;
    } catch (error) {
      if (wasAborted(error)) return;
      this.error = error;
    }
    this.loading = false;
  }

  async #refresh(): Promise<void> {
    const answer = await this.#ask();
    const fresh = new Map((answer.traces ?? []).map((trace) => [trace.traceId, trace]));
    const known = new Set(this.traces.map((trace) => trace.traceId));
    this.traces = this.traces.map((trace) => fresh.get(trace.traceId) ?? trace);
    this.fresh = (answer.traces ?? []).filter((trace) => !known.has(trace.traceId));
    const list = this.renderRoot.querySelector('.list');
    if (!list?.matches(':hover') && list?.scrollTop === 0) this.#settle();
  }

  #settle = (): void => {
    this.traces = [...this.fresh, ...this.traces];
    this.fresh = [];
  };

  #more = async (): Promise<void> => {
    const answer = await this.#ask(this.next).catch((error) => void (this.error = error));
    if (!answer) return;
    this.traces = [...this.traces, ...(answer.traces ?? [])];
    this.next = answer.next;
  };
}
customElements.define('clew-traces-view', TracesView);
