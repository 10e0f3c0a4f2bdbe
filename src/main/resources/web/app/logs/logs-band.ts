import { ChooseSpanEvent, type LogEvent, type SeekEvent } from '../parts/events';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { urlState, UrlStateController } from '../url-state';
import { plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { base, controls } from '../parts/styles';
import type { RunModel } from '../run/run-model';
import './log-list';
import type { LogList } from './log-list';
import { logQuery, sourceOf, stripQuery } from './log-query';
import type { LogSource } from './log-source';
import './log-strip';
import { wrapAndFollow } from './log-tools';
import { EventController } from '../parts/event-controller';
import { nanosOfText } from '../format/time';

/** A run's logs below its waterfall: those of the selected span or time, searched, followed. Fires [ChooseSpanEvent]. */
export class LogsBand extends LitElement {
  static properties = {
    model: { attribute: false },
    span: {},
    hits: { state: true },
    at: { state: true },
    line: { state: true },
  };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow: hidden;
      }
      .tools {
        display: flex;
        gap: 6px;
        align-items: center;
        padding: 4px var(--edge);
        flex: none;
        background: var(--raised);
        border-bottom: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: none;
      }
      h2 {
        font-weight: 600;
        margin-right: 6px;
      }
      .search {
        width: 210px;
        flex: none;
      }
      .button,
      .input,
      select {
        height: 24px;
        flex: none;
      }
      .count {
        color: var(--muted);
        white-space: nowrap;
        min-width: 58px;
      }
      clew-log-list {
        flex: 1;
        min-height: 0;
      }
      @media (max-width: 640px) {
        .search {
          width: 130px;
        }
      }
    `,
  ];
  declare model: RunModel;
  declare span: string;
  declare hits: number;
  declare at?: bigint;
  declare line: string;
  #source?: LogSource;
  #key = '';
  #early = false;

  constructor() {
    super();
    new EventController(this, (render) => [
      this.model.axis.on('hover', this.#hover),
      this.model.axis.on('change', render),
      this.model.on('change', render),
    ]);
    this.span = '';
    this.hits = 0;
    this.line = '';
    new UrlStateController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#source?.stop();
  }

  #hover = (): void => {
    const { axis } = this.model;
    this.at = axis.hover === undefined ? undefined : axis.base + BigInt(Math.round(axis.hover));
  };

  get #following(): boolean {
    const wanted = urlState.get('follow');
    if (wanted) return wanted === '1';
    const source = this.#source;
    const going = this.model.running || (source?.following && !source.ended);
    return Boolean(going && !this.model.axis.zoomed);
  }

  protected override willUpdate(): void {
    const query = logQuery(this.model, this.span);
    const key = JSON.stringify(query);
    if (key === this.#key && this.#source) {
      if (this.#following && !this.#source.following && !this.#source.loading) void this.#toEnd();
      else if (!this.#following && this.#source.following) this.#source.unfollow();
      return;
    }
    this.#key = key;
    this.#source?.stop();
    this.#source = sourceOf(this.model, query);
    this.#source.on('change', () => void this.#changed());
    void (this.#following ? this.#toEnd() : this.#source.fromStart());
  }

  async #toEnd(): Promise<void> {
    const source = this.#source!;
    if (source.hasNewer || source.logs.length === 0) await source.fromEnd();
    if (this.#following && source === this.#source) source.follow();
  }

  protected override render(): TemplateResult {
    const search = urlState.get('find');
    const ofSpan = this.span && !urlState.get('alllogs');
    const name = ofSpan ? (this.model.table.name[this.model.table.at(this.span) ?? -1] ?? '') : '';
    return html`<div class="tools" role="toolbar" aria-label="Logs">
        <h2>Logs</h2>
        <input
          class="input search"
          type="search"
          aria-label="Search in the logs"
          placeholder="Search, /regex/"
          .value=${search}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        />
        ${
          search
            ? html`<span class="count" role="status">${plural(this.hits, 'hit')}</span>
                <button class="plain" aria-label="Previous hit" @click=${() => this.#next(-1)}>↑</button
                ><button class="plain" aria-label="Next hit" @click=${() => this.#next(1)}>↓</button>
                <button
                  class="button"
                  aria-pressed=${urlState.get('only') === '1'}
                  @click=${() => urlState.set({ only: urlState.get('only') ? null : '1' })}
                >
                  Only hits
                </button>`
            : nothing
        }
        ${this.#select('level', 'Level', [
          ['', 'All levels'],
          ['debug', 'Debug +'],
          ['info', 'Info +'],
          ['warn', 'Warnings +'],
          ['error', 'Errors'],
        ])}
        ${this.#select('stream', 'Stream', [
          ['', 'All streams'],
          ['stdout', 'stdout'],
          ['stderr', 'stderr'],
        ])}
        ${this.span ? html`<button class="button" aria-pressed=${Boolean(ofSpan)} @click=${() => urlState.set({ alllogs: ofSpan ? '1' : null })}>${ofSpan ? html`<span class="cut">only ${shortened(name, 24)}</span> ×` : 'only the span'}</button>` : nothing}
        <span class="grow"></span>${wrapAndFollow(this.#following, () => this.follow())}
      </div>
      ${this.model.run ? html`<clew-log-strip .model=${this.model} .params=${stripQuery(this.model, this.span)} @seek=${this.#seek}></clew-log-strip>` : nothing}
      <clew-log-list
        .source=${this.#source!}
        .search=${search}
        .wrap=${urlState.get('wrap') === '1'}
        .follow=${this.#following}
        .chosen=${this.line}
        .at=${this.at}
        @choose-log=${this.#choose}
        @enter-log=${this.#enter}
      ></clew-log-list>`;
  }

  #select(name: string, label: string, options: [string, string][]): TemplateResult {
    const value = urlState.get(name);
    return html`<select
      class="input"
      aria-label=${label}
      @change=${(event: Event) => urlState.set({ [name]: (event.target as HTMLSelectElement).value })}
    >
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select>`;
  }

  search(): void {
    this.renderRoot.querySelector<HTMLInputElement>('.search')?.focus();
  }

  follow(): void {
    urlState.set({ follow: this.#following ? '0' : '1' });
  }

  get #list(): LogList | null {
    return this.renderRoot.querySelector('clew-log-list');
  }

  #count(): void {
    this.hits = this.#list?.hits.length ?? 0;
  }

  #typed = (event: Event): void => {
    urlState.set({ find: (event.target as HTMLInputElement).value });
    void this.updateComplete
      .then(() => this.#list?.updateComplete)
      .then(() => {
        this.#count();
        this.#early = this.hits === 0 && this.#source!.loading;
        if (!urlState.get('only')) this.#next(1);
      });
  };

  /** Who has typed before the lines were there is taken to the first hit when they are. */
  async #changed(): Promise<void> {
    this.#count();
    this.requestUpdate();
    if (!this.#early || this.hits === 0) return;
    this.#early = false;
    await this.updateComplete;
    await this.#list?.updateComplete;
    this.#next(1);
  }

  #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.#next(event.shiftKey ? -1 : 1);
  };

  #next(by: number): void {
    const list = this.#list;
    const hits = list?.hits ?? [];
    if (!list || hits.length === 0) return;
    const at = this.#source!.logs.findIndex((log) => log.id === this.line);
    const next =
      by > 0 ? (hits.find((row) => row > at) ?? hits[0]!) : (hits.findLast((row) => at < 0 || row < at) ?? hits.at(-1)!);
    this.line = this.#source!.logs[next]!.id;
    list.scrollToRow(next);
  }

  #seek = async ({ at }: SeekEvent): Promise<void> => {
    const { axis } = this.model;
    const nanos = axis.base + BigInt(Math.round(at));
    urlState.set({ follow: this.model.running ? '0' : null });
    if (!this.#source!.whole) await this.#source!.from(nanos);
    await this.#list?.updateComplete;
    this.#list?.scrollToRow(this.#list.rowAt(nanos));
  };

  #choose = ({ log }: LogEvent): void => {
    this.line = log.id;
    const i = this.model.table.find(log.spanId, log.traceId);
    if (i === undefined) return;
    if (!this.span) urlState.set({ alllogs: '1' });
    this.dispatchEvent(new ChooseSpanEvent(i));
  };

  #enter = ({ log }: LogEvent): void => {
    const moment = nanosOfText(log.timeNanos);
    this.model.axis.hover = moment === undefined ? undefined : Number(moment - this.model.axis.base);
  };
}
customElements.define('clew-logs-band', LogsBand);
