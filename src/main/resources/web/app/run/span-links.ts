import { ChooseSpanEvent } from '../parts/events';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { LinkingSpan, SpanDetail } from '../api/types';
import { count } from '../format/amount';
import { named } from '../format/ansi';
import { duration, nanos } from '../format/duration';
import { localTime } from '../format/time';
import { guarded } from '../parts/guarded';
import { stateSign, stateWord } from '../parts/state';
import { base, controls } from '../parts/styles';
import { runHref, segment, urlState } from '../url-state';
import { groups } from './attribute-groups';
import { pairs } from './attributes';
import { panelStyles } from './panel-styles';
import type { RunModel } from './run-model';

/** So many are shown at first, and with each "more". */
const STEP = 50;

/** Where a span is linked to, and which spans are linked to it, of all runs. Fires [ChooseSpanEvent]. */
export class SpanLinks extends LitElement {
  static properties = { model: { attribute: false }, detail: { attribute: false }, to: { state: true }, from: { state: true } };
  static styles = [
    base,
    controls,
    panelStyles,
    css`
      :host {
        padding: 0;
        border: 0;
        overflow: visible;
      }
      h3:first-child {
        margin-top: 16px;
      }
    `,
  ];
  declare model: RunModel;
  declare detail?: SpanDetail;
  /** How many are shown. */
  declare to: number;
  declare from: number;
  #runs = new Map<string, { run: string; rootName: string }>();

  constructor() {
    super();
    this.to = this.from = STEP;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('detail')) return;
    this.to = this.from = STEP;
    this.#runs = new Map((this.detail?.linkedRuns ?? []).map((each) => [each.traceId, each]));
  }

  protected override render(): TemplateResult {
    const to = this.detail?.span.links ?? [];
    const from = this.detail?.linkedFrom ?? [];
    const more = this.detail?.moreLinkedFrom ? ' and more' : '';
    return html`${
      to.length
        ? html`<h3>Links to <span>${count(to.length)}</span></h3>
            ${to.slice(0, this.to).map((link) => guarded(() => this.#link(link)))}
            ${to.length > this.to ? this.#more(to.length - this.to, () => (this.to += STEP)) : nothing}`
        : nothing
    }
    ${
      from.length
        ? html`<h3>Linked from <span>${count(from.length)}${more}</span></h3>
            ${from.slice(0, this.from).map((span) => guarded(() => this.#linking(span)))}
            ${from.length > this.from ? this.#more(from.length - this.from, () => (this.from += STEP)) : nothing}`
        : nothing
    }`;
  }

  #more(left: number, show: () => void): TemplateResult {
    return html`<button class="link" @click=${show}>${Math.min(STEP, left)} more of ${count(left)}</button>`;
  }

  #link({ traceId, spanId, attributes }: { traceId?: string; spanId?: string; attributes?: SpanDetail['span']['attributes'] }): TemplateResult {
    return html`<div class="event">
      ${traceId ? this.#target(traceId, spanId ?? '') : html`<div class="line">→ <span class="cut">–</span></div>`}
      ${groups(pairs(attributes))}
    </div>`;
  }

  #target(traceId: string, spanId: string): TemplateResult {
    const i = this.model.tree.traces.target(traceId, spanId);
    if (i !== undefined) return this.#here('→', i);
    const known = this.#runs.get(traceId);
    if (known?.run) return this.#away('→', known.rootName, { traceId, spanId, run: known.run });
    const name = `trace ${traceId.slice(0, 8)}`;
    if (known) return html`<div class="line muted" title=${traceId}>→ <span class="cut">${name}, not stored here</span></div>`;
    const href = urlState.href(`/traces/${segment(traceId)}`, { span: spanId ? `${traceId}:${spanId}` : undefined });
    return html`<a class="link" href=${href}>→ <span class="cut grow">${name}</span></a>`;
  }

  #linking(span: LinkingSpan): TemplateResult {
    const i = this.model.table.find(span.spanId, span.traceId);
    return html`<div class="event">${i !== undefined ? this.#here('←', i) : this.#away('←', span.name, span)}</div>`;
  }

  /** A span that is shown here. */
  #here(sign: string, i: number): TemplateResult {
    const { table } = this.model;
    const state = table.state(i);
    const begin = table.begin(i);
    return html`<button
      class="link"
      title="${stateWord(state)}, ${nanos(table.took(i))}, starts at ${begin === undefined ? '–' : `+${nanos(begin)}`}"
      @click=${() => this.dispatchEvent(new ChooseSpanEvent(i))}
    >
      ${sign} ${stateSign(state)}<span class="cut grow">${named(table.name[i], 100)}</span
      ><span class="muted">${nanos(table.took(i))}</span>
    </button>`;
  }

  /** A span of another run, or of one's own that is not among those that are shown. */
  #away(
    sign: string,
    name: string,
    { traceId, spanId, run, state, startTime, durationSeconds }: Partial<LinkingSpan> & { traceId: string; run: string },
  ): TemplateResult {
    const href = runHref(run, { span: spanId ? `${traceId}:${spanId}` : undefined });
    return html`<a class="link" href=${href} title="run ${run}${startTime ? `, started ${localTime(startTime)}` : ''}">
      ${sign} ${state ? stateSign(state) : nothing}<span class="cut grow">${named(name, 100)}</span
      ><span class="muted">${durationSeconds === undefined ? '' : `${duration(durationSeconds)} · `}run ${run.slice(0, 8)}</span>
    </a>`;
  }
}
customElements.define('clew-span-links', SpanLinks);
