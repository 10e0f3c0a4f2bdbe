import { FilterEvent } from '../parts/events';
import { css, html, LitElement, nothing } from 'lit';
import { get } from '../api/client';
import { shortened } from '../format/ansi';
import { base, controls } from '../parts/styles';
import { type Field, knownValues, quoted, words } from './grammar';

interface Suggestion {
  text: string;
  what: string;
  insert: string;
}

/** An input of the filter language that suggests fields and values as one types. Fires `filter` with the text. */
export class FilterBox extends LitElement {
  static properties = {
    value: {},
    fields: { attribute: false },
    placeholder: {},
    suggestions: { state: true },
    at: { state: true },
  };
  static styles = [
    base,
    controls,
    css`
      :host {
        position: relative;
        flex: 1;
        max-width: 640px;
      }
      .input {
        width: 100%;
        height: 28px;
        padding: 0 26px 0 10px;
        font-family: var(--mono);
        font-size: var(--small);
      }
      .clear {
        position: absolute;
        right: 2px;
        top: 1px;
      }
      ul {
        position: absolute;
        z-index: 10;
        top: 31px;
        left: 0;
        min-width: 300px;
        max-width: 100%;
        padding: 4px;
        background: var(--ground);
        border: 1px solid var(--line-strong);
        border-radius: 6px;
        box-shadow: 0 6px 20px rgb(0 0 0 / 0.16);
      }
      li {
        display: flex;
        gap: 16px;
        justify-content: space-between;
        padding: 4px 8px;
        border-radius: 3px;
        cursor: pointer;
      }
      li[aria-selected='true'] {
        background: var(--chosen);
      }
      li:hover {
        background: var(--hover);
      }
    `,
  ];
  declare value: string;
  declare fields: Field[];
  declare placeholder: string;
  declare suggestions: Suggestion[];
  declare at: number;
  #timer?: ReturnType<typeof setTimeout>;
  #asked = 0;

  constructor() {
    super();
    this.value = '';
    this.fields = [];
    this.placeholder = 'Filter';
    this.suggestions = [];
    this.at = -1;
  }

  override focus(): void {
    this.#input().focus();
    this.#input().select();
  }

  protected override render() {
    const open = this.suggestions.length > 0;
    return html`<input
        class="input"
        type="text"
        role="combobox"
        aria-expanded=${open}
        aria-controls="list"
        aria-autocomplete="list"
        aria-activedescendant=${this.at >= 0 ? `s${this.at}` : nothing}
        aria-label=${this.placeholder}
        placeholder=${this.placeholder}
        autocomplete="off"
        spellcheck="false"
        .value=${this.value}
        @input=${this.#typed}
        @focus=${this.#suggest}
        @blur=${() => this.#close()}
        @keydown=${this.#key}
      />
      ${this.value ? html`<button class="plain clear" aria-label="Clear the filter" @click=${() => this.#set('')}>×</button>` : nothing}
      ${
        open
          ? html`<ul id="list" role="listbox" aria-label="Suggestions">
              ${this.suggestions.map(
                (each, i) =>
                  html`<li
                    id="s${i}"
                    role="option"
                    aria-selected=${i === this.at}
                    @pointerdown=${(event: Event) => this.#choose(event, each)}
                  >
                    <span class="mono cut">${each.text}</span><span class="muted">${each.what}</span>
                  </li>`,
              )}
            </ul>`
          : nothing
      }`;
  }

  #input(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  #typed = (): void => {
    this.value = this.#input().value;
    void this.#suggest();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fire(), 200);
  };

  #set(value: string): void {
    this.value = value;
    this.#input().value = value;
    this.#fire();
  }

  #fire(): void {
    clearTimeout(this.#timer);
    this.dispatchEvent(new FilterEvent(this.value));
  }

  #close(): void {
    this.suggestions = [];
    this.at = -1;
  }

  #suggest = async (): Promise<void> => {
    const asked = ++this.#asked;
    const caret = this.#input().selectionStart ?? this.value.length;
    const word = words(this.value, this.fields).find((each) => each.start < caret && caret <= each.end);
    const found = word?.field ? await this.#values(word.field, word.operator!, word.value) : this.#names(word?.value ?? '');
    if (asked !== this.#asked) return;
    this.suggestions = found.slice(0, 8);
    this.at = -1;
  };

  #names(prefix: string): Suggestion[] {
    return this.fields
      .filter((field) => field.name.startsWith(prefix.toLowerCase()))
      .flatMap((field) =>
        Object.keys(field.params).map((operator) => ({
          text: field.name + operator,
          what: field.what,
          insert: field.name + operator,
        })),
      );
  }

  async #values(field: Field, operator: string, prefix: string): Promise<Suggestion[]> {
    let values = knownValues(field).filter((value) => value.startsWith(prefix));
    if (field.suggest) {
      const answer = await get<{ values?: string[] }>('/suggest', { field: field.suggest, prefix }).catch(() => ({
        values: [] as string[],
      }));
      values = answer.values ?? [];
    }
    return values
      .filter((value) => value !== prefix)
      .map((value) => ({
        text: shortened(value, 60),
        what: '',
        insert: `${field.name}${operator}${quoted(value)} `,
      }));
  }

  #choose(event: Event, suggestion: Suggestion): void {
    event.preventDefault();
    const input = this.#input();
    const caret = input.selectionStart ?? this.value.length;
    const word = words(this.value, this.fields).find((each) => each.start < caret && caret <= each.end);
    const start = word?.start ?? caret;
    this.#set(this.value.slice(0, start) + suggestion.insert + this.value.slice(word?.end ?? caret).trimStart());
    const end = start + suggestion.insert.length;
    input.setSelectionRange(end, end);
    if (suggestion.insert.endsWith(' ')) this.#close();
    else void this.#suggest();
  }

  #key = (event: KeyboardEvent): void => {
    const open = this.suggestions.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const by = event.key === 'ArrowDown' ? 1 : -1;
      this.at = (this.at + by + this.suggestions.length) % this.suggestions.length;
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.at >= 0) {
      this.#choose(event, this.suggestions[this.at]!);
    } else if (event.key === 'Enter') {
      this.#close();
      this.#fire();
    } else if (event.key === 'Escape' && open) {
      this.#close();
      event.stopPropagation();
    }
  };
}
customElements.define('clew-filter-box', FilterBox);
