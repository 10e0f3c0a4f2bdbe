import { css } from 'lit';

export const waterfallStyles = css`
  :host {
    position: relative;
    min-height: 0;
  }
  .scroller {
    height: 100%;
    overflow-y: scroll;
    scrollbar-width: thin;
  }
  .view {
    position: sticky;
    top: 0;
    display: grid;
    grid-template-columns: var(--gutter) minmax(0, 1fr);
    overflow: hidden;
  }
  .names {
    overflow: hidden;
    border-right: 1px solid var(--line);
  }
  .bars {
    position: relative;
    cursor: crosshair;
    touch-action: pan-y;
    min-width: 0;
  }
  canvas {
    display: block;
  }
  .brush {
    position: absolute;
    top: 0;
    bottom: 0;
    background: var(--accent);
    opacity: 0.18;
    pointer-events: none;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 4px;
    height: var(--row);
    padding-right: 8px;
    cursor: default;
    white-space: nowrap;
    padding-left: calc(var(--edge) - 6px + var(--depth) * 14px);
  }
  .name.lit {
    background: var(--hover);
  }
  .name.chosen {
    background: var(--chosen);
    box-shadow: inset 3px 0 var(--accent);
  }
  .name:not(.path):not(.head) > .cut:not(.link) {
    color: var(--muted);
  }
  .name.failed > .cut:not(.link) {
    color: var(--fail);
  }
  .name.head {
    background: var(--raised);
    padding-left: calc(var(--edge) - 4px + var(--depth) * 14px);
  }
  .name.head,
  .name.trace {
    font-weight: 600;
    height: calc(var(--row) - 1px);
    margin-bottom: 1px;
  }
  .name.trace:not(.lit, .chosen) {
    background: var(--raised);
  }
  .mark {
    color: var(--muted);
    width: 14px;
    flex: none;
  }
  .link {
    color: var(--accent);
    font-weight: 400;
    flex: 0 1 auto;
    min-width: 24px;
    margin-left: auto;
  }
  .twist {
    flex: none;
    width: 16px;
    height: 20px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--muted);
    cursor: pointer;
  }
  .going {
    color: var(--accent);
  }
  .below {
    flex: none;
    font-size: 11px;
    color: var(--muted);
    background: var(--sunken);
    border-radius: 8px;
    padding: 0 5px;
  }
  .below.fail {
    color: var(--fail);
    background: var(--fail-ground);
  }
  @media (max-width: 640px) {
    .name {
      padding-left: calc(2px + var(--depth) * 7px);
    }
    .name .link {
      display: none;
    }
  }
`;
