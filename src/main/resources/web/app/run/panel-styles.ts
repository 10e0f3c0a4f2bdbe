import { css } from 'lit';

export const panelStyles = css`
  :host {
    overflow-y: auto;
    scrollbar-width: thin;
    padding: 12px 14px 24px;
    border-left: 1px solid var(--line);
    background: var(--ground);
  }
  h2 {
    font-size: 15px;
    font-weight: 600;
    overflow-wrap: anywhere;
    max-height: 6.5em;
    overflow-y: auto;
  }
  h3 {
    font-weight: 600;
    margin: 16px 0 6px;
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }
  h3 span {
    font-weight: 400;
    color: var(--muted);
  }
  h3:first-child {
    margin-top: 0;
  }
  h4 {
    margin: 8px 0 2px;
    font-weight: 400;
    color: var(--muted);
    font-size: var(--small);
  }
  .sub {
    color: var(--muted);
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    margin-top: 2px;
  }
  .tail {
    font: var(--small)/1.5 var(--mono);
    background: var(--fail-ground);
    border-left: 3px solid var(--fail);
    padding: 6px 10px;
    margin: 8px 0;
    overflow-x: auto;
    max-height: 40vh;
    border-radius: 0 4px 4px 0;
  }
  .tail div {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    min-height: 1.5em;
  }
  .command {
    font: var(--small) var(--mono);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 4px 8px;
    margin-top: 8px;
    overflow-wrap: anywhere;
  }
  .command clew-copy-button {
    width: 100%;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(90px, 38%) minmax(0, 1fr);
    gap: 1px 10px;
    font-size: var(--small);
  }
  dt {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  dd {
    font-family: var(--mono);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    max-height: 9em;
    overflow-y: auto;
  }
  .share {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 62px 38px;
    gap: 8px;
    align-items: center;
    width: 100%;
    height: 24px;
    padding: 0 4px;
    margin: 0 -4px;
    border: 0;
    background: none;
    cursor: pointer;
    text-align: left;
    position: relative;
    border-radius: 3px;
  }
  .share:hover {
    background: var(--hover);
  }
  .share i {
    position: absolute;
    left: 0;
    bottom: 1px;
    height: 3px;
    width: var(--part);
    background: var(--hue);
    border-radius: 2px;
  }
  .share span:nth-child(n + 2) {
    overflow: hidden;
    text-overflow: ellipsis;
    text-align: right;
    color: var(--muted);
    white-space: nowrap;
  }
  .event {
    padding: 3px 0;
    border-top: 1px solid var(--line);
    font-size: var(--small);
  }
  .link {
    display: flex;
    gap: 8px;
    width: 100%;
    text-align: left;
    background: none;
    border: 0;
    padding: 3px 4px;
    margin: 0 -4px;
    cursor: pointer;
    color: var(--accent);
    border-radius: 3px;
  }
  .link.trace {
    padding-left: calc(4px + var(--level) * 14px);
  }
  .link .muted {
    flex: none;
  }
  .link:hover {
    background: var(--hover);
  }
  .first-line {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .first-line .plain {
    flex: none;
    margin: -3px -6px 0 0;
  }
  @media (max-width: 640px) {
    :host {
      border-left: 0;
      border-top: 1px solid var(--line);
    }
  }
`;
