import { css, html, LitElement, nothing, svg } from 'lit';
import { base } from './styles';

/** A value that one click copies: shows it (or its slot), says so when it is copied. */
export class CopyButton extends LitElement {
  static properties = { value: {}, label: {}, copied: { state: true } };
  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
        max-width: 100%;
        vertical-align: bottom;
      }
      button {
        display: inline-flex;
        gap: 5px;
        align-items: center;
        min-width: 0;
        max-width: 100%;
        background: none;
        border: 0;
        padding: 0 3px;
        margin: 0 -3px;
        border-radius: 3px;
        cursor: copy;
        font: inherit;
        color: inherit;
        height: 22px;
        text-align: left;
      }
      button:hover {
        background: var(--hover);
      }
      .sign {
        color: var(--muted);
        font-size: 11px;
        flex: none;
        width: 12px;
      }
      svg {
        fill: none;
        stroke: currentColor;
        display: block;
      }
      button:not(:hover):not(:focus-visible) .quiet {
        opacity: 0.45;
      }
    `,
  ];

  declare value: string;
  declare label: string;
  declare copied: boolean;

  constructor() {
    super();
    this.value = '';
    this.label = '';
    this.copied = false;
  }

  protected override render() {
    const name = `Copy ${this.label || this.value.slice(0, 200)}`;
    return html`<button type="button" @click=${this.#copy} aria-label=${name} title=${name}>
      <span class="cut"><slot></slot></span
      ><span class="sign ${this.copied ? '' : 'quiet'}" aria-hidden="true"
        >${this.copied ? '✓' : svg`<svg width="11" height="12" viewBox="0 0 11 12"><path d="M3.500 3.500V.500h7v8h-3M.500 3.500h7v8h-7z"></path></svg>`}</span
      >
      ${this.copied ? html`<span class="said" role="status">copied</span>` : nothing}
    </button>`;
  }

  #copy = async (event: Event): Promise<void> => {
    event.stopPropagation();
    event.preventDefault();
    await navigator.clipboard?.writeText(this.value).catch(() => undefined);
    this.copied = true;
    setTimeout(() => (this.copied = false), 1500);
  };
}
customElements.define('clew-copy-button', CopyButton);
