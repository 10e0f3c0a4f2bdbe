import { css } from 'lit';

export const runViewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .body {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 340px;
  }
  .bands {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  clew-waterfall,
  clew-graph {
    flex: 1 1 120px;
  }
  .views {
    flex: none;
    display: flex;
    gap: 2px;
    padding: 3px var(--edge);
    border-bottom: 1px solid var(--line);
  }
  .views [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -2px var(--accent);
    border-radius: 0;
  }
  clew-logs-band {
    flex: 0 0 var(--logs, 30%);
    min-height: 24px;
  }
  clew-metrics-band {
    flex: 0 0 var(--metrics, 22%);
    min-height: 24px;
  }
  .split {
    flex: none;
    height: 7px;
    margin: -3px 0;
    z-index: 3;
    cursor: row-resize;
    position: relative;
    touch-action: none;
  }
  .split::after {
    content: '';
    position: absolute;
    left: 0;
    right: 0;
    top: 3px;
    height: 1px;
    background: var(--line-strong);
  }
  .split:hover::after {
    top: 2px;
    height: 3px;
    background: var(--accent);
  }
  .hairline {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: 1px;
    background: var(--accent);
    pointer-events: none;
    z-index: 2;
  }
  .hairline span {
    position: absolute;
    top: 41px;
    left: 3px;
    padding: 0 4px;
    font-size: 11px;
    background: var(--accent);
    color: var(--on-accent);
    border-radius: 2px;
    white-space: nowrap;
  }
  .hairline.left span {
    left: auto;
    right: 3px;
  }
  @media (max-width: 900px) {
    .body {
      display: block;
      overflow-y: auto;
    }
    .bands {
      display: block;
      overflow: visible;
    }
    clew-waterfall {
      height: min(46vh, calc((var(--rows) + 1) * var(--row)));
    }
    clew-graph {
      height: 60vh;
    }
    clew-logs-band {
      height: 44vh;
    }
    clew-metrics-band {
      height: auto;
    }
    .split {
      display: none;
    }
    clew-span-panel {
      position: fixed;
      left: 0;
      right: 0;
      bottom: 0;
      max-height: 55vh;
      z-index: 5;
      box-shadow: 0 -6px 20px rgb(0 0 0 / 0.2);
    }
  }
`;
