import { ChooseSpanEvent } from '../parts/events';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ApiError, get, Latest, wasAborted } from '../api/client';
import type { KeyValue, SpanDetail } from '../api/types';
import { named, pieces, shortened } from '../format/ansi';
import { nanos } from '../format/duration';
import { fineClock, nanosOfText } from '../format/time';
import '../parts/copy-button';
import { guarded } from '../parts/guarded';
import { failureNotice } from '../parts/notice';
import { stateSign, stateWord } from '../parts/state';
import { base, controls, terminal } from '../parts/styles';
import { groups } from './attribute-groups';
import { commandOf, pairs, type Pair } from './attributes';
import { messageList, messageStyles } from './message-list';
import { conversation } from './messages';
import { panelStyles } from './panel-styles';
import type { RunModel } from './run-model';
import './span-links';

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

/** One span: on failure the last output first, then command, attributes, events, links. Fires [ChooseSpanEvent]. */
export class SpanPanel extends LitElement {
  static properties = { model: { attribute: false }, span: { type: Number }, detail: { state: true }, error: { state: true } };
  static styles = [base, controls, terminal, panelStyles, messageStyles];
  declare model: RunModel;
  declare span: number;
  declare detail?: SpanDetail;
  declare error: unknown;
  #shown = '';
  #request = new Latest();
  #content = conversation(undefined);

  protected override willUpdate(): void {
    const { table } = this.model;
    const key = `${table.reference(this.span)} ${table.open(this.span)}`;
    if (key === this.#shown) return;
    this.#shown = key;
    void this.#load();
  }

  async #load(): Promise<void> {
    const { table } = this.model;
    const signal = this.#request.next();
    this.detail = undefined;
    this.error = undefined;
    this.#content = conversation(undefined);
    if (table.open(this.span)) return;
    try {
      const detail = await get<SpanDetail>(
        `/spans/${table.traces[table.trace[this.span]!]}/${table.id[this.span]}`,
        { kind: table.kind[this.span], service: table.service[this.span] },
        signal,
      );
      this.#content = conversation(detail.span.attributes);
      this.detail = detail;
    } catch (error) {
      if (!wasAborted(error) && !(error instanceof ApiError && error.status === 404)) this.error = error;
    }
  }

  protected override render(): TemplateResult {
    const { table, tree } = this.model;
    const i = this.span;
    const state = table.state(i);
    const { messages, rest } = this.#content;
    const attributes = pairs(rest);
    const command = commandOf(attributes);
    const trace = table.traces[table.trace[i]!]!;
    const self = [...tree.segmentsOf(i)].reduce((sum, segment) => sum + segment.to - segment.from, 0);
    return html`<div class="first-line">
        <h2 class="grow">${stateSign(state)} ${named(table.name[i], 10_000)}</h2>
        <button class="plain" @click=${() => this.#choose(-1)} title="Back to the run (Esc)">× close</button>
      </div>
      <div class="sub">
        <span>${stateWord(state)}</span><span>${nanos(table.took(i))}</span><span>${shortened(table.service[i]!, 60)}</span
        ><span>${KINDS[table.kind[i]!] ?? ''}</span>
      </div>
      ${this.#failure(attributes)}
      ${command ? html`<div class="command"><clew-copy-button .value=${command} label="the command">${shortened(command, 2000)}</clew-copy-button></div>` : nothing}
      ${this.error ? failureNotice(this.error, () => this.#load()) : nothing}
      <h3>Time</h3>
      <dl>
        <dt>starts</dt>
        <dd>${after(table.begin(i))}</dd>
        <dt>takes</dt>
        <dd>${nanos(table.took(i))}</dd>
        ${
          self > 0
            ? html`<dt>was waited for</dt>
                <dd>${nanos(self)} itself</dd>`
            : html`<dt>critical path</dt>
                <dd>not on it</dd>`
        }
        ${
          this.detail
            ? html`<dt>at</dt>
                <dd>${fineClock(this.detail.span.startTimeUnixNano)}</dd>`
            : nothing
        }
      </dl>
      ${guarded(() => html`${messageList(messages)}`)}
      <clew-span-links .model=${this.model} .detail=${this.detail} @choose-span=${this.#passOn}></clew-span-links>
      ${guarded(() => this.#events())}
      ${
        attributes.length
          ? html`<h3>Attributes <span>${attributes.length}</span></h3>
              ${groups(attributes)}`
          : nothing
      }
      ${
        this.detail
          ? html`<h3>Resource</h3>
              ${groups(pairs(this.detail.resource?.attributes))}`
          : nothing
      }
      <h3>Ids</h3>
      <dl>
        <dt>span</dt>
        <dd><clew-copy-button .value=${table.id[i]!} label="the span id">${table.id[i]}</clew-copy-button></dd>
        <dt>trace</dt>
        <dd><clew-copy-button .value=${trace} label="the trace id">${trace}</clew-copy-button></dd>
        <dt>scope</dt>
        <dd>${shortened(table.scope[i]!, 100)} ${this.detail?.scope?.version ?? ''}</dd>
      </dl>`;
  }

  #failure(attributes: Pair[]): TemplateResult | typeof nothing {
    if (!this.model.table.failed(this.span)) return nothing;
    const code = attributes.find(([key]) => key === 'process.exit.code')?.[1];
    const message = this.detail?.span.status?.message;
    const tail = this.detail?.outputTail ?? [];
    return html`<p class="fail">
        <strong>${code !== undefined ? `exit ${code}` : 'error'}</strong
        >${message ? html` · ${shortened(message, 2000)}` : nothing}
      </p>
      ${tail.length ? html`<div class="tail mono" aria-label="The last output">${tail.map(outputLine)}</div>` : nothing}`;
  }

  #events(): TemplateResult {
    const events = this.detail?.span.events ?? [];
    if (events.length === 0) return html``;
    return html`<h3>Events <span>${events.length}</span></h3>
      ${events.map((event) =>
        guarded(
          () => html`<div class="event">
            <div class="line">
              <strong class="cut grow">${named(event.name, 200)}</strong
              ><span class="muted">${after(this.#offset(event.timeUnixNano))}</span>
            </div>
            ${eventContent(event.attributes)}
          </div>`,
        ),
      )}`;
  }

  #offset(time: string | undefined): number | undefined {
    const moment = nanosOfText(time);
    return moment === undefined ? undefined : Number(moment - this.model.axis.base);
  }

  #passOn = ({ span }: ChooseSpanEvent): void => this.#choose(span);

  #choose(i: number): void {
    this.dispatchEvent(new ChooseSpanEvent(i));
  }
}

/** Older conventions record what was said as events. */
function eventContent(attributes: KeyValue[] | undefined): TemplateResult {
  const { messages, rest } = conversation(attributes);
  return html`${messageList(messages)}${groups(pairs(rest))}`;
}

/** A moment after the start of what is shown. */
function after(offset: number | undefined): string {
  return offset === undefined ? '–' : `+${nanos(offset)}`;
}

export function outputLine(text: string): TemplateResult {
  const all = pieces(text.slice(0, 20_000)).map((piece) => html`<span class=${piece.classes}>${piece.text}</span>`);
  return html`<div dir="ltr">${all}</div>`;
}
customElements.define('clew-span-panel', SpanPanel);
