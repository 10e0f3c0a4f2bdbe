import { LogEvent } from '../parts/events';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Log } from '../api/types';
import { clock } from '../format/time';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { percent, inlineStyle } from '../parts/inline-style';
import { ResizeController } from '../parts/resize-controller';
import { base, controls, terminal } from '../parts/styles';
import { isHit, linesOf, logLine, searchPattern, textOf } from './log-line';
import { logListStyles } from './log-list-styles';
import type { LogSource, LogsEvent } from './log-source';
import { RowHeights } from './row-heights';
import { guarded } from '../parts/guarded';

const LINE = 20;

/** Lines of a source, of which only the visible ones are there. Fires [LogEvent]s. */
export class LogList extends LitElement {
  static properties = {
    source: { attribute: false },
    search: {},
    wrap: { type: Boolean },
    follow: { type: Boolean },
    chosen: {},
    everywhere: { type: Boolean },
    at: { attribute: false },
  };
  static styles = [base, controls, terminal, notices, logListStyles];
  declare source: LogSource;
  declare search: string;
  declare wrap: boolean;
  declare follow: boolean;
  declare chosen: string;
  declare everywhere: boolean;
  /** The moment under the hairline, in nanoseconds since 1970. */
  declare at?: bigint;
  #heights = new RowHeights(LINE);
  #stick = false;
  #off?: () => void;
  /** Records all of whose lines are shown. */
  #open = new Set<string>();
  #marksKey = '';
  #marksMade: TemplateResult[] = [];

  constructor() {
    super();
    new ResizeController(this, () => (this.#guess(), this.requestUpdate()));
    this.search = '';
    this.wrap = false;
    this.follow = false;
    this.chosen = '';
    this.everywhere = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('source')) {
      this.#off?.();
      this.#off = this.source.on('change', this.#changed);
      this.#stick = this.follow;
    }
    if (changed.has('wrap') || changed.has('source')) this.#guess();
    if (changed.has('follow')) this.#stick = this.follow;
    this.#heights.count = this.source.logs.length;
  }

  #changed = ({ added }: LogsEvent): void => {
    this.#guess();
    this.#heights.count = this.source.logs.length;
    const scroller = this.#scroller;
    if (added && scroller && !this.#stick) {
      const by = added > 0 ? this.#heights.top(added) : added * LINE;
      const before = scroller.scrollTop;
      void this.updateComplete.then(() => (scroller.scrollTop = Math.max(0, before + by)));
    }
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    const { source } = this;
    const heights = this.#heights;
    const scroller = this.#scroller;
    const scroll = scroller?.scrollTop ?? 0;
    const height = scroller?.clientHeight ?? 300;
    const first = Math.max(0, heights.at(scroll) - 3);
    const last = Math.min(source.logs.length, heights.at(scroll + height) + 4);
    const hit = searchPattern(this.search);
    const litRow = this.at === undefined ? -1 : this.rowAt(this.at);
    return html`<div
        class="scroller ${this.wrap ? 'wrapping' : ''}"
        tabindex="0"
        role="table"
        aria-label="Log lines"
        aria-rowcount=${source.logs.length}
        @scroll=${this.#scrolled}
        @wheel=${this.#loose}
      >
        ${source.error ? failureNotice(source.error, () => (source.logs.length ? source.newer() : source.fromStart()), source.logs.length ? 'The lines below are kept.' : '') : nothing}
        ${source.logs.length === 0 ? (source.loading ? skeleton(6) : html`<p class="none">${source.hasOlder ? `Nothing found yet${source.searchedTo ? `, back to ${clock(source.searchedTo)}` : ''} …` : 'No lines.'}</p>`) : nothing}
        <div class="space" ${inlineStyle({ height: `${heights.whole}px` })}>
          <div class="window" ${inlineStyle({ top: `${heights.top(first)}px` })}>
            ${source.logs.slice(first, last).map((log, i) =>
              guarded(() => logLine(log, {
                everywhere: this.everywhere,
                hit,
                chosen: log.id === this.chosen,
                lit: first + i === litRow,
                wrap: this.wrap,
                row: first + i,
                count: source.logs.length,
                choose: (each) => this.dispatchEvent(new LogEvent('choose-log', each)),
                enter: (each) => this.dispatchEvent(new LogEvent('enter-log', each)),
                open: this.#open.has(log.id),
                toggle: (each) => this.#toggle(each),
              })),
            )}
          </div>
        </div>
      </div>
      <div class="rail" aria-hidden="true">${this.#marks(hit)}</div>`;
  }

  protected override updated(): void {
    const scroller = this.#scroller!;
    if (this.wrap || this.#open.size) {
      let different = false;
      for (const row of this.renderRoot.querySelectorAll<HTMLElement>('.log'))
        different = this.#heights.measured(Number(row.dataset.row), row.offsetHeight) || different;
      if (different) this.requestUpdate();
    }
    if (this.#stick) scroller.scrollTop = scroller.scrollHeight;
    this.#need();
  }

  /** Marks of hits, and of errors, where the scroll bar is; made again only when something in them is different. */
  #marks(hit?: RegExp): TemplateResult[] {
    const { logs } = this.source;
    const key = [this.search, logs.length, logs[0]?.id, logs.at(-1)?.id, this.#heights.whole].join(' ');
    if (key !== this.#marksKey) {
      this.#marksKey = key;
      this.#marksMade = this.#makeMarks(logs, hit);
    }
    return this.#marksMade;
  }

  #makeMarks(logs: Log[], hit?: RegExp): TemplateResult[] {
    const places = new Map<number, string>();
    const rows = Math.max(1, logs.length);
    logs.forEach((log, i) => {
      const place = Math.round((this.#heights.top(i) / Math.max(1, this.#heights.whole)) * 400);
      if (hit) {
        if (isHit(log, hit)) places.set(place, '');
      } else if ((log.level === 'error' || log.level === 'fatal') && rows > 20) places.set(place, 'error');
    });
    return [...places].map(([at, kind]) => html`<i class=${kind} ${inlineStyle({ top: percent(at / 400) })}></i>`);
  }

  get hits(): number[] {
    const hit = searchPattern(this.search);
    return hit ? this.source.logs.flatMap((log, i) => (isHit(log, hit) ? [i] : [])) : [];
  }

  /** The last row that is not after a moment. */
  rowAt(nanos: bigint): number {
    const { logs } = this.source;
    let low = 0;
    let high = logs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (BigInt(logs[middle]!.timeNanos) <= nanos) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  scrollToRow(row: number): void {
    const scroller = this.#scroller!;
    this.#stick = false;
    scroller.scrollTop = this.#heights.top(row) - scroller.clientHeight / 2;
  }

  get middleRow(): number {
    const scroller = this.#scroller!;
    return this.#heights.at(scroller.scrollTop + scroller.clientHeight / 2);
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector('.scroller') ?? null;
  }

  #guess(): void {
    if (!this.wrap) return void (this.#heights.own = this.#open.size ? this.source.logs.map((log) => this.#openHeight(log)) : undefined);
    const columns = Math.max(20, Math.floor(((this.clientWidth || 800) - 260) / 7.3));
    this.#heights.own = this.source.logs.map((log) => {
      const lines = textOf(log).split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
      return lines * LINE;
    });
  }

  #openHeight(log: Log): number {
    return this.#open.has(log.id) ? linesOf(log) * LINE : LINE;
  }

  #toggle(log: Log): void {
    if (!this.#open.delete(log.id)) this.#open.add(log.id);
    this.#stick = false;
    this.#guess();
    this.requestUpdate();
  }

  #scrolled = (): void => {
    const scroller = this.#scroller!;
    if (this.follow && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4) this.#stick = true;
    this.requestUpdate();
  };

  /** A turn of the wheel upwards lets the list stand still while it goes on growing. */
  #loose = (event: WheelEvent): void => {
    if (event.deltaY < 0) this.#stick = false;
  };

  /** Asks for more where the end of what is there comes into sight. */
  #need(): void {
    const { source } = this;
    const scroller = this.#scroller!;
    if (source.loading || source.error) return;
    if (source.hasNewer && scroller.scrollTop + scroller.clientHeight * 3 > this.#heights.whole) void source.newer();
    else if (source.hasOlder && scroller.scrollTop < scroller.clientHeight * 2) void source.older();
  }
}
customElements.define('clew-log-list', LogList);
