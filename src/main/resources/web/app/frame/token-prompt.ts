import { css, html, LitElement, nothing } from 'lit';
import { token } from '../api/token';
import { base, controls } from '../parts/styles';
import { EventController } from '../parts/event-controller';

/** Asks for the token when the server wants one. */
export class TokenPrompt extends LitElement {
  static styles = [
    base,
    controls,
    css`
      .veil {
        position: fixed;
        inset: 0;
        z-index: 30;
        background: var(--ground);
        display: grid;
        place-items: center;
      }
      .box {
        display: grid;
        gap: 12px;
        width: min(420px, 90vw);
      }
      h2 {
        font-weight: 600;
        font-size: 16px;
      }
      .input,
      .button {
        height: 32px;
        justify-content: center;
      }
    `,
  ];

  constructor() {
    super();
    new EventController(this, (render) => [token.on('change', render)]);
  }

  protected override render() {
    if (!token.asked) return nothing;
    return html`<div class="veil" role="dialog" aria-modal="true" aria-labelledby="title">
      <div class="box">
        <h2 id="title">This server wants a token</h2>
        ${token.refused ? html`<p class="fail" role="alert">✗ That was not it.</p>` : nothing}
        <label class="muted" for="token"
          >The one that <span class="mono">clew serve</span> was started with; kept until this tab is closed.</label
        >
        <input id="token" class="input mono" type="password" autocomplete="off" @keydown=${this.#key} />
        <button class="button first" @click=${this.#give}>Go on</button>
      </div>
    </div>`;
  }

  protected override updated(): void {
    this.#input()?.focus();
  }

  #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.#give();
  };

  #give = (): void => {
    const value = this.#input()?.value.trim();
    if (value) token.give(value);
  };
}
customElements.define('clew-token-prompt', TokenPrompt);
