import { html, LitElement } from 'lit';
import { theme } from '../parts/colours';
import { base, controls } from '../parts/styles';

type Choice = 'auto' | 'light' | 'dark';
const NEXT: Record<Choice, Choice> = { auto: 'light', light: 'dark', dark: 'auto' };
const SIGN: Record<Choice, string> = { auto: '◐', light: '○', dark: '●' };

function chosen(): Choice {
  const kept = localStorage.getItem('clew.theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

function apply(choice: Choice): void {
  if (choice === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  theme.changed();
}

export function applyTheme(): void {
  apply(chosen());
}

/** Light, dark, or as the system says. */
export class ThemeSwitch extends LitElement {
  static styles = [base, controls];

  protected override render() {
    const choice = chosen();
    const name = `Theme: ${choice === 'auto' ? 'as the system' : choice}`;
    return html`<button class="plain" aria-label=${name} title=${name} @click=${this.#next}>${SIGN[choice]}</button>`;
  }

  #next = (): void => {
    const choice = NEXT[chosen()];
    if (choice === 'auto') localStorage.removeItem('clew.theme');
    else localStorage.setItem('clew.theme', choice);
    apply(choice);
    this.requestUpdate();
  };
}
customElements.define('clew-theme-switch', ThemeSwitch);
