import { css } from 'lit';

export const chainStyles = css`
  :host {
    flex: none;
    border-bottom: 1px solid var(--line);
  }
  nav {
    position: relative;
  }
  ol {
    position: relative;
    display: flex;
    align-items: center;
    height: 34px;
    padding: 0 calc(var(--edge) - 6px);
    overflow-x: auto;
    scrollbar-width: none;
  }
  li {
    display: flex;
    align-items: center;
    flex: none;
    min-width: 0;
  }
  li + li::before {
    content: '→' / '';
    color: var(--muted);
    padding: 0 4px;
  }
  .step {
    display: flex;
    gap: 6px;
    align-items: baseline;
    height: 24px;
    line-height: 24px;
    max-width: 280px;
    padding: 0 6px;
    background: none;
    border: 0;
    border-radius: var(--round);
    cursor: pointer;
    white-space: nowrap;
    text-align: left;
  }
  .step:hover {
    background: var(--hover);
  }
  .step[aria-current] {
    background: var(--chosen);
    box-shadow: inset 0 -2px var(--accent);
    font-weight: 600;
  }
  .step .muted {
    flex: none;
    font-weight: 400;
    font-size: var(--small);
  }
  .step .running {
    color: var(--accent);
  }
  a.step {
    color: var(--accent);
  }
  summary {
    list-style: none;
    cursor: pointer;
    padding: 0 6px;
    margin-left: 2px;
    border-radius: 9px;
    background: var(--sunken);
    color: var(--muted);
    font-size: 11px;
    line-height: 18px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .menu {
    position: fixed;
    z-index: 12;
    margin-top: 6px;
    max-height: 50vh;
    overflow-y: auto;
    background: var(--ground);
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    padding: 4px;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.16);
  }
  .menu .step {
    width: 100%;
  }
  .menu p {
    padding: 4px 6px;
  }
`;
