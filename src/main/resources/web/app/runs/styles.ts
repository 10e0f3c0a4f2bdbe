import { css } from 'lit';

export const runList = css`
  .bar-above {
    display: flex;
    align-items: center;
    gap: var(--gap);
    padding: 8px var(--edge);
    min-height: 44px;
    flex-wrap: wrap;
  }
  .summary {
    color: var(--muted);
    white-space: nowrap;
  }
  .list {
    overflow-y: auto;
    flex: 1;
    min-height: 0;
    padding-bottom: 24px;
  }
  h2 {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    gap: 10px;
    align-items: baseline;
    padding: 6px var(--edge) 4px;
    background: var(--ground);
    font-weight: 600;
    border-bottom: 1px solid var(--line);
  }
  h2 span {
    font-weight: 400;
    color: var(--muted);
  }
  .row {
    display: flex;
    align-items: center;
    height: var(--row);
    padding: 0 var(--edge);
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
  }
  .row:hover,
  .row:focus-within {
    background: var(--hover);
  }
  .row:has(input:checked) {
    background: var(--chosen);
  }
  .row input {
    margin: 0 10px 0 0;
    accent-color: var(--accent);
    opacity: 0.55;
  }
  .row:hover input,
  .row input:checked,
  .row input:focus-visible {
    opacity: 1;
  }
  .open {
    flex: 1;
    min-width: 0;
    height: 100%;
    display: grid;
    align-items: center;
    column-gap: 14px;
    grid-template-columns: 14px minmax(160px, 2fr) 66px 66px 150px minmax(90px, 150px) minmax(120px, 1.6fr) 64px 64px minmax(
        70px,
        1fr
      );
  }
  .state {
    font-weight: 700;
    text-align: center;
    width: 14px;
  }
  .state.running {
    color: var(--accent);
    animation: turn 2.4s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .state.running {
      animation: none;
    }
  }
  .started .clock {
    display: none;
  }
  .row:hover .started .clock {
    display: inline;
  }
  .row:hover .started .clock ~ span,
  .row:hover .started span:first-child {
    display: none;
  }
  .length {
    display: grid;
    grid-template-columns: 68px 1fr;
    align-items: center;
    gap: 6px;
  }
  .figure {
    overflow: hidden;
    text-align: right;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar {
    height: 6px;
    width: var(--part);
    min-width: 2px;
    border-radius: 3px;
    background: var(--line-strong);
  }
  .failed .bar {
    background: var(--fail);
  }
  .running .bar {
    background: var(--accent);
  }
  .strip {
    position: relative;
    height: 12px;
    border-radius: 2px;
    background: var(--sunken);
    overflow: hidden;
  }
  .strip i {
    position: absolute;
    top: 0;
    bottom: 0;
    background: var(--hue);
    border-radius: 1px;
  }
  .strip i.failed {
    background: repeating-linear-gradient(135deg, var(--fail) 0 3px, color-mix(in srgb, var(--fail) 55%, var(--ground)) 3px 5px);
  }
  .strip i.running {
    background: color-mix(in srgb, var(--accent) 55%, var(--ground));
  }
  .spark polyline {
    fill: none;
    stroke: var(--hue-3);
    stroke-width: 1.2;
  }
  .spark polygon {
    fill: var(--sunken);
  }
  .memory .spark polyline {
    stroke: var(--hue-2);
  }
  .spark {
    display: block;
  }
  .more {
    margin: 12px var(--edge);
  }
  .pill {
    position: sticky;
    top: 4px;
    z-index: 2;
    height: 0;
    text-align: center;
  }
  .pill button {
    box-shadow: 0 2px 8px rgb(0 0 0 / 0.18);
  }
  .none {
    padding: 32px var(--edge);
    color: var(--muted);
  }
  @media (max-width: 1150px) {
    .open {
      grid-template-columns: 14px minmax(140px, 2fr) 62px 66px 140px minmax(80px, 120px) minmax(100px, 1.4fr);
    }
    .cpu,
    .memory,
    .origin {
      display: none;
    }
  }
  @media (max-width: 760px) {
    .row {
      height: 50px;
    }
    .open {
      grid-template-columns: 14px 1fr 74px;
      grid-template-rows: 22px 20px;
      align-content: center;
      column-gap: 8px;
    }
    .id,
    .bar {
      display: none;
    }
    .length {
      display: block;
      grid-column: 3;
      grid-row: 1;
      text-align: right;
    }
    .started {
      grid-column: 3;
      grid-row: 2;
      text-align: right;
      font-size: var(--small);
    }
    .strip {
      grid-column: 2;
      grid-row: 2;
      height: 8px;
    }
    .why {
      display: none;
    }
    clew-filter-box {
      flex-basis: 100%;
    }
  }
`;
