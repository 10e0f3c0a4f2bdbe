import { css, html, LitElement, type TemplateResult } from 'lit';
import { urlState, UrlStateController } from '../url-state';
import { live } from '../api/live';
import { base } from '../parts/styles';
import { fleet } from './fleet-presence';
import { type KeyMap, Keys, prefix } from './keys';
import './key-help';
import './server-banner';
import './token-prompt';
import './top-bar';
import '../runs/runs-view';

const FLEET = '/fleet';
const INITIALS: Record<string, string> = { r: '/runs', t: '/traces', l: '/logs', m: '/charts', f: FLEET };

/** The frame: the bar above, and the place that the URL names. */
export class ClewPage extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100dvh;
      }
      main {
        flex: 1;
        min-height: 0;
        display: flex;
        flex-direction: column;
      }
      main > * {
        flex: 1;
        min-height: 0;
      }
      .nowhere {
        padding: 40px var(--edge);
      }
      .nowhere a {
        color: var(--accent);
        text-decoration: underline;
      }
    `,
  ];

  constructor() {
    super();
    new UrlStateController(this);
    new Keys(this, {
      '/': () => this.#search(),
      g: () => prefix(places()),
    });
    this.addEventListener('click', this.#follow);
    this.addEventListener('search', () => this.#search());
    live.start();
  }

  protected override render() {
    document.title = `${titleOf(urlState.path)} · Clew`;
    return html`<clew-top-bar></clew-top-bar>
      <main>${this.#place()}</main>
      <clew-server-banner></clew-server-banner><clew-key-help></clew-key-help><clew-token-prompt></clew-token-prompt>`;
  }

  #place(): TemplateResult {
    const [place = 'runs', id] = urlState.path;
    if (place === 'runs' && !id) return html`<clew-runs-view></clew-runs-view>`;
    if (place === 'runs') return load(() => import('../run/run-view'), html`<clew-run-view .run=${id!} .trace=${''}></clew-run-view>`);
    if (place === 'compare') return load(() => import('../compare/compare-view'), html`<clew-compare-view></clew-compare-view>`);
    if (place === 'traces' && !id) return load(() => import('../traces/traces-view'), html`<clew-traces-view></clew-traces-view>`);
    if (place === 'traces') return load(() => import('../run/run-view'), html`<clew-run-view .run=${''} .trace=${id!}></clew-run-view>`);
    if (place === 'logs') return load(() => import('../logs/logs-view'), html`<clew-logs-view></clew-logs-view>`);
    if (place === 'charts') return load(() => import('../metrics/metrics-view'), html`<clew-metrics-view></clew-metrics-view>`);
    if (place === 'fleet') return load(() => import('../fleet/fleet-view'), html`<clew-fleet-view .section=${id ?? ''}></clew-fleet-view>`);
    return html`<p class="nowhere">Nothing is at this address. <a href="/runs">All runs</a></p>`;
  }

  #search(): void {
    const view = this.renderRoot.querySelector('main > *') as (HTMLElement & { search?: () => void }) | null;
    view?.search?.();
  }

  /** Links within the page change the address without loading it again. */
  #follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (
      !link ||
      link.origin !== location.origin ||
      link.target ||
      link.hasAttribute('download') ||
      link.pathname.startsWith('/api/')
    )
      return;
    event.preventDefault();
    urlState.go(link.pathname + link.search);
  };
}

function places(): KeyMap {
  const known = Object.entries(INITIALS).filter(([, path]) => path !== FLEET || fleet.there);
  return Object.fromEntries(known.map(([key, path]) => [key, () => urlState.go(path)]));
}

function load(module: () => Promise<unknown>, view: TemplateResult): TemplateResult {
  void module();
  return view;
}

function titleOf([place = 'runs', id]: string[]): string {
  const name = place[0]!.toUpperCase() + place.slice(1);
  return id ? `${id.slice(0, 16)} · ${name}` : name;
}

customElements.define('clew-page', ClewPage);
