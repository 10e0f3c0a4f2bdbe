import { css, html, LitElement } from 'lit';
import { base, controls } from '../parts/styles';
import { ALL_KEYS, holdKeys, Keys } from './keys';

/** All keys, on `?`. */
export class KeyHelp extends LitElement {
  static styles = [
    base,
    controls,
    css`
      dialog {
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 20px 24px;
        background: var(--ground);
        color: var(--ink);
        max-width: 92vw;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.35);
      }
      h2 {
        font-weight: 600;
        font-size: 15px;
        margin-bottom: 12px;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 20px;
        margin-bottom: 16px;
      }
      dt {
        font-family: var(--mono);
        white-space: pre;
      }
    `,
  ];

  constructor() {
    super();
    new Keys(this, { '?': () => this.#dialog()?.showModal() });
    holdKeys(() => this.#dialog()?.open ?? false);
  }

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  protected override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Keys</h2>
      <dl>
        ${ALL_KEYS.map(
          ([keys, what]) =>
            html`<dt>${keys}</dt>
              <dd>${what}</dd>`,
        )}
      </dl>
      <form method="dialog"><button class="button" @click=${() => this.#dialog()?.close()}>Close</button></form>
    </dialog>`;
  }
}
customElements.define('clew-key-help', KeyHelp);
