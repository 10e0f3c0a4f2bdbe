import { css } from 'lit';

/** What every element of the page shares; it comes first in its `styles`. */
export const base = css`
  :host {
    display: block;
    min-width: 0;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
    border-radius: 2px;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  .mono {
    font-family: var(--mono);
    font-size: var(--small);
  }
  .muted {
    color: var(--muted);
  }
  .fail {
    color: var(--fail);
  }
  .warn {
    color: var(--warn);
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .line {
    display: flex;
    align-items: center;
    gap: var(--gap);
    min-width: 0;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
    font-weight: inherit;
    font-size: inherit;
  }
`;

export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 26px;
    padding: 0 10px;
    white-space: nowrap;
    background: var(--ground);
    border: 1px solid var(--line-strong);
    border-radius: var(--round);
    cursor: pointer;
  }
  .button:hover:not(:disabled) {
    background: var(--hover);
  }
  .button:disabled {
    color: var(--muted);
    border-color: var(--line);
    cursor: default;
  }
  .button[aria-pressed='true'],
  .button.on {
    background: var(--chosen);
    border-color: var(--accent);
  }
  .button.first {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .button.first:hover {
    background: var(--accent);
    filter: brightness(1.08);
  }
  .plain {
    background: none;
    border: 0;
    padding: 0 6px;
    height: 26px;
    cursor: pointer;
    border-radius: var(--round);
    color: var(--muted);
  }
  .plain:hover {
    background: var(--hover);
    color: var(--ink);
  }
  .input {
    height: 26px;
    padding: 0 8px;
    background: var(--ground);
    border: 1px solid var(--line-strong);
    border-radius: var(--round);
    min-width: 0;
  }
  .input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--sunken);
    font-size: var(--small);
    white-space: nowrap;
    min-width: 0;
    max-width: 100%;
  }
`;

/** Colours and weights that a terminal's control sequences ask for. */
export const terminal = css`
  .ansi-0 {
    color: var(--ansi-0);
  }
  .ansi-1 {
    color: var(--ansi-1);
  }
  .ansi-2 {
    color: var(--ansi-2);
  }
  .ansi-3 {
    color: var(--ansi-3);
  }
  .ansi-4 {
    color: var(--ansi-4);
  }
  .ansi-5 {
    color: var(--ansi-5);
  }
  .ansi-6 {
    color: var(--ansi-6);
  }
  .ansi-7 {
    color: var(--ansi-7);
  }
  .bold {
    font-weight: 700;
  }
  .dim {
    opacity: 0.72;
  }
  .italic {
    font-style: italic;
  }
  .underline {
    text-decoration: underline;
  }
  .inverse {
    background: var(--sunken);
  }
`;
