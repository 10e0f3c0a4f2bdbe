import { ChooseSpanEvent } from '../parts/events';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { get } from '../api/client';
import type { SpanDetail } from '../api/types';
import { bytes, count, plural } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { nanos } from '../format/duration';
import { localTime, UNKNOWN } from '../format/time';
import '../parts/copy-button';
import { percent, inlineStyle } from '../parts/inline-style';
import { base, controls, terminal } from '../parts/styles';
import { groups } from './attribute-groups';
import { pairsOf } from './attributes';
import { type Share, shares } from './critical-path';
import { culprit } from './culprit';
import { panelStyles } from './panel-styles';
import type { RunModel } from './run-model';
import type { SpanTree } from './span-tree';
import { outputLine } from './span-panel';
import { hue } from './waterfall-paint';
import { EventController } from '../parts/event-controller';

const SHARES = 8;
const TRACES = 40;

/** The answers before a click: why it failed, where the time went, what it was. Fires [ChooseSpanEvent]. */
export class RunPanel extends LitElement {
  static properties = { model: { attribute: false }, tail: { state: true } };
  static styles = [base, controls, terminal, panelStyles];
  declare model: RunModel;
  declare tail: string[];
  #asked = '';
  #sharesOf?: SpanTree;
  #all: Share[] = [];

  constructor() {
    super();
    new EventController(this, (render) => [this.model.on('change', render)]);
    this.tail = [];
  }

  protected override render(): TemplateResult {
    return html`${this.#failure()} ${this.#time()} ${this.#traces()} ${this.#facts()}`;
  }

  #failure(): TemplateResult | typeof nothing {
    const { model } = this;
    const i = culprit(model);
    if (i < 0) return nothing;
    void this.#ask(i);
    const failure = model.detail?.failure;
    const lines = this.tail.length ? this.tail : failure?.message ? [failure.message] : [];
    const errors = model.table.status.filter((status) => status === 2).length;
    return html`<h3>Why it failed <span>${errors > 1 ? plural(errors, 'failed span') : ''}</span></h3>
      <button class="link" @click=${() => this.#choose(i)}>
        <span class="fail cut">✗ ${named(model.table.name[i], 200)}</span>
        <span class="muted"
          >${failure?.exitCode !== undefined ? `exit ${failure.exitCode} · ` : ''}at ${nanos(model.table.placed[i] ? model.table.end(i) : undefined)}</span
        >
      </button>
      ${lines.length ? html`<div class="tail mono" aria-label="The last output">${lines.map(outputLine)}</div>` : nothing}`;
  }

  async #ask(i: number): Promise<void> {
    const { table } = this.model;
    if (this.#asked === table.reference(i) || table.open(i)) return;
    this.#asked = table.reference(i);
    const detail = await get<SpanDetail>(`/spans/${table.traces[table.trace[i]!]}/${table.id[i]}`).catch(() => undefined);
    const message = detail?.span.status?.message;
    this.tail = detail?.outputTail?.length ? detail.outputTail : message ? [message] : [];
  }

  /** Computed once a tree. */
  #shares(): Share[] {
    const { tree } = this.model;
    if (this.#sharesOf !== tree) {
      this.#sharesOf = tree;
      this.#all = shares(tree, SHARES);
    }
    return this.#all;
  }

  #time(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model.tree.main < 0) return nothing;
    const whole = Math.max(1, model.table.length(model.tree.main));
    const all = this.#shares().filter((share) => share.nanos / whole > 0.002);
    return html`<h3>Where the time went <span title="What the end waited for, by name">critical path</span></h3>
      ${all.map(
        (share) =>
          html`<button
            class="share"
            @click=${() => this.#choose(share.span)}
            ${inlineStyle({ '--part': percent(share.nanos / whole), '--hue': `var(--hue-${hue(model, share.span)})` })}
          >
            <span class="cut"
              >${named(share.name, 120)}${share.count > 1 ? html` <span class="muted">×${share.count}</span>` : share.span === model.tree.main ? html` <span class="muted">itself</span>` : nothing}${share.mostly ? html` <span class="muted">mostly ${shortened(share.mostly, 80)}</span>` : nothing}</span
            >
            <span title=${nanos(share.nanos)}>${nanos(share.nanos)}</span><span>${Math.round((share.nanos / whole) * 100)} %</span><i></i>
          </button>`,
      )}`;
  }

  #traces(): TemplateResult | typeof nothing {
    const { table, tree } = this.model;
    if (!tree.several) return nothing;
    const { order, level } = tree.traces;
    return html`<h3>Traces <span>${count(order.length)}</span></h3>
      ${order.slice(0, TRACES).map((trace) => {
        const root = tree.traces.root(trace);
        const failed = tree.roots[trace]!.some((each) => table.failed(each) || tree.failedBelow[each]! > 0);
        return html`<button class="link trace" @click=${() => this.#choose(root)} ${inlineStyle({ '--level': String(Math.min(level[trace]!, 8)) })}>
          ${failed ? html`<span class="fail">✗</span>` : nothing}<span class="cut grow">${named(table.name[root], 100)}</span>
          <span class="muted">${nanos(table.took(root))}</span>
        </button>`;
      })}
      ${order.length > TRACES ? html`<p class="muted">and ${count(order.length - TRACES)} more, in the waterfall</p>` : nothing}`;
  }

  #facts(): TemplateResult | typeof nothing {
    const { detail, table } = this.model;
    if (!detail) {
      return html`<h3>Trace</h3>
        <dl>
          <dt>trace</dt>
          <dd><clew-copy-button .value=${this.model.trace} label="the trace id">${this.model.trace}</clew-copy-button></dd>
          <dt>services</dt>
          <dd>${[...new Set(table.service)].map((each) => shortened(each, 60)).join(', ')}</dd>
          <dt>spans</dt>
          <dd>${table.size}</dd>
        </dl>`;
    }
    return html`<h3>Run</h3>
      <dl>
        <dt>id</dt>
        <dd><clew-copy-button .value=${detail.id} label="the run id">${shortened(detail.id)}</clew-copy-button></dd>
        <dt>started</dt>
        <dd>${detail.startTime ? html`<clew-copy-button .value=${detail.startTime} label="the time of the start">${localTime(detail.startTime)}</clew-copy-button>` : UNKNOWN}</dd>
        <dt>id attribute</dt>
        <dd>${detail.idAttribute}</dd>
        <dt>services</dt>
        <dd>${(detail.services ?? []).map((each) => shortened(each, 60)).join(', ')}</dd>
        ${
          detail.peakMemoryBytes
            ? html`<dt>memory</dt>
                <dd>${bytes(detail.peakMemoryBytes)} at most</dd>`
            : nothing
        }
      </dl>
      <h3>Resource</h3>
      ${groups(pairsOf(detail.resource))}`;
  }

  #choose(i: number): void {
    if (i >= 0) this.dispatchEvent(new ChooseSpanEvent(i));
  }
}
customElements.define('clew-run-panel', RunPanel);
