import type { FilterEvent, LogEvent } from '../parts/events';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { urlState, UrlStateController, runHref } from '../url-state';
import { live } from '../api/live';
import type { Log } from '../api/types';
import '../filter/filter-box';
import { LOG_FIELDS, params } from '../filter/grammar';
import { plural } from '../format/amount';
import { Keys } from '../frame/keys';
import { base, controls } from '../parts/styles';
import { logDetail, logDetailStyles } from './log-detail';
import './log-list';
import type { LogList } from './log-list';
import { LogSource } from './log-source';
import { wrapAndFollow } from './log-tools';
import { EventController } from '../parts/event-controller';

/** The logs of everything: the newest at the bottom, followed as they come. */
export class LogsView extends LitElement {
  static properties = { chosen: { state: true } };
  static styles = [
    base,
    controls,
    logDetailStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      .tools {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 8px var(--edge);
        border-bottom: 1px solid var(--line);
        flex-wrap: wrap;
      }
      .body {
        flex: 1;
        min-height: 0;
        display: flex;
      }
      clew-log-list {
        flex: 1;
        min-height: 0;
        min-width: 0;
      }
      @media (max-width: 640px) {
        clew-filter-box {
          flex-basis: 100%;
        }
        .body {
          flex-direction: column;
        }
      }
    `,
  ];
  declare chosen?: Log;
  #source?: LogSource;
  #key = '';

  constructor() {
    super();
    new EventController(this, () => [live.on('state', this.#state)]);
    new UrlStateController(this);
    new Keys(this, {
      f: () => this.#follow(!this.#following),
      Escape: () => (this.chosen ? void (this.chosen = undefined) : false),
      j: () => this.#step(1),
      k: () => this.#step(-1),
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Enter: () =>
        this.chosen?.run ? urlState.go(runHref(this.chosen.run, { span: this.chosen.spanId || undefined })) : false,
      ']': () => this.#step(1, true),
      '[': () => this.#step(-1, true),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#source?.stop();
  }

  /** Pausing the page pauses this, too. */
  #state = (): void => {
    if (live.state === 'paused') this.#source?.unfollow();
    else if (live.state === 'live' && this.#following && !this.#source?.loading) this.#source?.follow();
  };

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  get #following(): boolean {
    return urlState.get('follow') !== '0';
  }

  protected override willUpdate(): void {
    const wanted = { since: urlState.get('since') || undefined, ...params(urlState.get('q'), LOG_FIELDS) };
    const key = JSON.stringify(wanted);
    if (key !== this.#key) {
      this.#key = key;
      this.#source?.stop();
      const source = (this.#source = new LogSource('/logs', wanted));
      source.on('change', () => this.requestUpdate());
      void source.fromEnd().then(() => source === this.#source && this.#following && source.follow());
    } else if (this.#following && live.state === 'live' && !this.#source!.loading) this.#source!.follow();
    else if (!this.#following) this.#source!.unfollow();
  }

  protected override render(): TemplateResult {
    const source = this.#source!;
    const { q } = params(urlState.get('q'), LOG_FIELDS);
    return html`<div class="tools">
        <clew-filter-box
          .value=${urlState.get('q')}
          .fields=${LOG_FIELDS}
          placeholder="Filter: text, level:warn, service:api, stream:stderr"
          @filter=${({ filter }: FilterEvent) => urlState.set({ q: filter })}
        ></clew-filter-box>
        <span class="muted" role="status">${plural(source.logs.length, 'line')}${source.hasOlder ? '+' : ''}</span>
        <span class="grow"></span>${wrapAndFollow(this.#following, () => this.#follow(!this.#following))}
      </div>
      <div class="body">
        <clew-log-list
          .source=${source}
          .search=${typeof q === 'string' ? q : ''}
          .wrap=${urlState.get('wrap') === '1'}
          .follow=${this.#following}
          everywhere
          .chosen=${this.chosen?.id ?? ''}
          @choose-log=${({ log }: LogEvent) => (this.chosen = log)}
        ></clew-log-list>
        ${this.chosen ? logDetail(this.chosen, () => (this.chosen = undefined)) : ''}
      </div>`;
  }

  #follow(follow: boolean): void {
    urlState.set({ follow: follow ? null : '0' });
  }

  #step(by: number, failures = false): void {
    const { logs } = this.#source!;
    const at = logs.findIndex((log) => log.id === this.chosen?.id);
    for (let i = at < 0 ? (by > 0 ? 0 : logs.length - 1) : at + by; i >= 0 && i < logs.length; i += by) {
      if (failures && logs[i]!.level !== 'error' && logs[i]!.level !== 'fatal') continue;
      this.chosen = logs[i];
      this.renderRoot.querySelector<LogList>('clew-log-list')?.scrollToRow(i);
      return;
    }
  }
}
customElements.define('clew-logs-view', LogsView);
