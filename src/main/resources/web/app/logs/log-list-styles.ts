import { css } from 'lit';

export const logListStyles = css`
  :host {
    position: relative;
    min-height: 0;
  }
  .scroller {
    height: 100%;
    overflow: auto;
    scrollbar-width: thin;
    overflow-anchor: none;
    background: var(--ground);
  }
  .space {
    position: relative;
    min-width: 100%;
  }
  .window {
    position: absolute;
    left: 0;
    right: 0;
    min-width: max-content;
    font: var(--small)/20px var(--mono);
  }
  .wrapping .window {
    min-width: 0;
  }
  .log {
    display: flex;
    gap: 10px;
    padding: 0 14px 0 var(--edge);
    height: 20px;
    cursor: default;
    white-space: pre;
    border-left: 3px solid transparent;
  }
  .wrapping .log,
  .log.open {
    height: auto;
  }
  .wrapping .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    min-width: 0;
  }
  .log:hover {
    background: var(--hover);
  }
  .log.lit {
    background: var(--hover);
  }
  .log.chosen {
    background: var(--chosen);
  }
  .log.warn {
    background: var(--warn-ground);
    border-left-color: var(--warn);
  }
  .log.error,
  .log.fatal {
    background: var(--fail-ground);
    border-left-color: var(--fail);
  }
  .log.chosen {
    border-left-color: var(--accent);
    background: var(--chosen);
  }
  time {
    color: var(--muted);
    flex: none;
    min-width: 12ch;
  }
  .level {
    flex: none;
    width: 1ch;
    color: var(--muted);
  }
  .warn .level {
    color: var(--warn);
    font-weight: 700;
  }
  .error .level,
  .fatal .level {
    color: var(--fail);
    font-weight: 700;
  }
  .source {
    flex: none;
    width: 118px;
    color: var(--muted);
  }
  .service {
    flex: none;
    width: 90px;
    color: var(--muted);
  }
  .event .source {
    color: var(--accent);
  }
  .text {
    flex: 1;
    tab-size: 8;
    unicode-bidi: isolate;
  }
  .feed {
    color: var(--muted);
    padding: 0 1px;
  }
  .more {
    flex: none;
    height: 18px;
    margin: 1px -4px 0 0;
    padding: 0 5px;
    border: 0;
    border-radius: 3px;
    background: var(--raised);
    color: var(--muted);
    font: inherit;
    font-size: 11px;
    line-height: 18px;
    cursor: pointer;
  }
  .more:hover {
    color: var(--ink);
  }
  .hit {
    background: var(--mark);
    border-radius: 2px;
  }
  .rail {
    position: absolute;
    right: var(--scroll, 0px);
    top: 0;
    bottom: 0;
    width: 8px;
    pointer-events: none;
  }
  .rail i {
    position: absolute;
    right: 0;
    width: 8px;
    height: 2px;
    background: var(--warn);
  }
  .rail i.error {
    background: var(--fail);
    width: 5px;
  }
  .foot {
    position: absolute;
    left: 50%;
    bottom: 8px;
    transform: translateX(-50%);
    box-shadow: 0 2px 8px rgb(0 0 0 / 0.2);
  }
  .none {
    padding: 16px var(--edge);
    color: var(--muted);
  }
  @media (max-width: 640px) {
    .source,
    .service {
      display: none;
    }
    .log {
      gap: 6px;
    }
  }
`;
