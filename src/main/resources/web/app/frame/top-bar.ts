import { css, html, LitElement, nothing } from 'lit';
import { urlState, UrlStateController } from '../url-state';
import { base, controls } from '../parts/styles';
import { EventController } from '../parts/event-controller';
import { fleet } from './fleet-presence';
import './live-state';
import './theme-switch';

export const PLACES = [
  ['runs', 'Runs'],
  ['traces', 'Traces'],
  ['logs', 'Logs'],
  ['charts', 'Metrics'],
] as const;
const FLEET = ['fleet', 'Fleet'] as const;
const RANGES = [
  ['', 'All time'],
  ['15m', 'Last 15 min'],
  ['1h', 'Last hour'],
  ['24h', 'Last 24 h'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
] as const;

/** Clew, the four places, the fleet where there is one, time range, live state, theme. */
export class TopBar extends LitElement {
  static styles = [
    base,
    controls,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        height: 40px;
        padding: 0 var(--edge);
        border-bottom: 1px solid var(--line);
        background: var(--raised);
      }
      .name {
        display: flex;
        align-items: center;
        gap: 7px;
        font-weight: 700;
        font-size: 15px;
        letter-spacing: -0.01em;
        margin-right: 14px;
      }
      .name svg {
        stroke: var(--accent);
        fill: none;
        stroke-width: 2;
        stroke-linecap: round;
      }
      nav {
        display: flex;
        height: 100%;
      }
      nav a {
        display: flex;
        align-items: center;
        padding: 0 11px;
        color: var(--muted);
        border-bottom: 2px solid transparent;
        border-top: 2px solid transparent;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        color: var(--ink);
        border-bottom-color: var(--accent);
        font-weight: 600;
      }
      select {
        background: none;
        border: 0;
        height: 26px;
        color: var(--muted);
        border-radius: var(--round);
        max-width: 112px;
      }
      select:hover {
        color: var(--ink);
      }
      option {
        background: var(--ground);
        color: var(--ink);
      }
      .search {
        display: inline-flex;
        gap: 8px;
        align-items: center;
      }
      kbd {
        font: 11px var(--mono);
        border: 1px solid var(--line-strong);
        border-radius: 3px;
        padding: 0 4px;
        color: var(--muted);
      }
      @media (max-width: 640px) {
        header {
          gap: 0;
        }
        .name {
          margin-right: 4px;
        }
        .word,
        .search,
        .help {
          display: none;
        }
        nav a {
          padding: 0 7px;
        }
        select {
          max-width: 78px;
          padding: 0;
        }
      }
      @media (max-width: 420px) {
        nav a {
          padding: 0 5px;
        }
      }
    `,
  ];

  constructor() {
    super();
    new UrlStateController(this);
    new EventController(this, (render) => [fleet.on('change', render)]);
  }

  protected override render() {
    const here = urlState.path[0] ?? 'runs';
    const place = here === 'compare' ? 'runs' : here;
    const range = urlState.get('since');
    const listed = here === 'fleet' || (urlState.path.length <= 1 && here !== 'compare');
    const places = fleet.there ? [...PLACES, FLEET] : PLACES;
    return html`<header>
      <a class="name" href="/" aria-label="Clew: all runs">
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <circle cx="8" cy="8" r="5.5"></circle>
          <path d="M3 6.5c4-2 7-1 10 1M3.5 10c3-2.4 6.500-2 9 1M8 13.500c4 1.500 6 1 8.500 3"></path>
        </svg>
        <span class="word">Clew</span>
      </a>
      <nav aria-label="Places">
        ${places.map(([path, name]) => html`<a href="/${path}" aria-current=${place === path ? 'page' : nothing}>${name}</a>`)}
      </nav>
      <span class="grow"></span>
      <button
        class="plain search"
        @click=${() => this.dispatchEvent(new Event('search', { bubbles: true, composed: true }))}
      >
        Search <kbd>/</kbd>
      </button>
      ${
        listed
          ? html`<select
              aria-label="Time range"
              .value=${range}
              @change=${(event: Event) => urlState.set({ since: (event.target as HTMLSelectElement).value, until: null }, true)}
            >
              ${RANGES.map(([value, name]) => html`<option value=${value} ?selected=${value === range}>${name}</option>`)}
              ${RANGES.some(([value]) => value === range) ? nothing : html`<option value=${range} selected>${range}</option>`}
            </select>`
          : nothing
      }
      <clew-live-state></clew-live-state>
      <clew-theme-switch></clew-theme-switch>
      <button
        class="plain help"
        aria-label="All keys"
        title="All keys (?)"
        @click=${() => dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}
      >
        ?
      </button>
    </header>`;
  }
}
customElements.define('clew-top-bar', TopBar);
