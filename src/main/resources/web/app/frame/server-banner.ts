import { css, html, LitElement, nothing } from 'lit';
import { live } from '../api/live';
import { base } from '../parts/styles';
import { EventController } from '../parts/event-controller';

/** Says that the server is gone, and nothing else. It lies over the page, so that nothing moves. */
export class ServerBanner extends LitElement {
  static properties = { shown: { state: true } };
  static styles = [
    base,
    css`
      div {
        position: fixed;
        left: 50%;
        bottom: 16px;
        transform: translateX(-50%);
        z-index: 20;
        padding: 8px 16px;
        border-radius: 8px;
        background: var(--warn-ground);
        color: var(--warn);
        border: 1px solid var(--warn);
        max-width: calc(100vw - 24px);
      }
    `,
  ];
  declare shown: boolean;

  constructor() {
    super();
    new EventController(this, () => [live.on('state', this.#changed)]);
    this.shown = false;
  }

  #changed = (): void => void (this.shown = live.state === 'gone');

  protected override render() {
    return this.shown
      ? html`<div role="alert">⚠ The server is gone. What is shown is kept; this page connects again by itself.</div>`
      : nothing;
  }
}
customElements.define('clew-server-banner', ServerBanner);
