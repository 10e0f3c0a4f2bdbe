import { css } from 'lit';

export const fleetStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .parts {
    display: flex;
    gap: 4px;
    flex-wrap: wrap;
    padding: 0 var(--edge) 8px;
    border-bottom: 1px solid var(--line);
  }
  .parts a {
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: 12px;
    color: var(--muted);
  }
  .parts a:hover {
    color: var(--ink);
    background: var(--hover);
  }
  .parts a[aria-current] {
    color: var(--ink);
    background: var(--chosen);
    border-color: var(--accent);
  }
  h2 {
    min-height: 32px;
    align-items: center;
  }
  h2 .button {
    height: 22px;
    font-weight: 400;
  }
  section + section {
    margin-top: 14px;
  }
  .node {
    grid-template-columns: 14px minmax(110px, 1.2fr) 66px minmax(120px, 2fr) 140px 176px 60px minmax(60px, 120px) 66px;
  }
  .job {
    grid-template-columns: 14px minmax(160px, 2fr) 96px minmax(80px, 0.7fr) minmax(180px, 1.6fr) minmax(70px, 0.5fr) 66px;
  }
  .deployment {
    grid-template-columns: 14px minmax(120px, 1fr) 66px 130px minmax(0, 2fr) minmax(0, 1.2fr);
  }
  .event {
    grid-template-columns: 142px 112px minmax(70px, 0.4fr) minmax(0, 3fr);
  }
  .unheard .meter {
    opacity: 0.55;
  }
  .labels,
  .tasks {
    display: flex;
    gap: 6px;
    min-width: 0;
    overflow: hidden;
  }
  .labels .chip {
    display: inline-block;
    line-height: 20px;
  }
  .task {
    display: inline-flex;
    gap: 3px;
    min-width: 0;
    align-items: baseline;
    white-space: nowrap;
  }
  .since {
    text-align: right;
    white-space: nowrap;
  }
  .meter {
    position: relative;
    z-index: 0;
    padding-bottom: 4px;
    min-width: 0;
    display: flex;
  }
  .meter i {
    position: absolute;
    left: 0;
    bottom: 0;
    height: 3px;
    border-radius: 2px;
    width: var(--part);
    min-width: 2px;
    background: var(--hue-0);
  }
  .meter::after {
    content: '';
    position: absolute;
    left: 0;
    right: 0;
    bottom: 0;
    height: 3px;
    border-radius: 2px;
    background: var(--sunken);
    z-index: -1;
  }
  .meter.full i {
    background: var(--warn);
  }
  .empty {
    display: grid;
    gap: 8px;
    max-width: 680px;
    padding: 12px var(--edge) 4px;
    color: var(--muted);
  }
  .empty .command {
    color: var(--ink);
  }
  @media (max-width: 1150px) {
    .node .version,
    .node .since,
    .deployment .since {
      display: none;
    }
    .node {
      grid-template-columns: 14px minmax(100px, 1fr) 66px minmax(80px, 1.4fr) 130px 170px 60px;
    }
    .deployment {
      grid-template-columns: 14px minmax(120px, 1fr) 66px 130px minmax(0, 2fr);
    }
  }
  @media (max-width: 760px) {
    .parts {
      gap: 0;
    }
    .parts a {
      padding: 2px 8px;
    }
    .node {
      grid-template-columns: 14px minmax(0, 1fr) minmax(0, 1.3fr) auto;
    }
    .node .word {
      grid-column: 4;
      grid-row: 1;
      text-align: right;
    }
    .node .labels {
      grid-column: 3;
      grid-row: 1;
    }
    .node .load {
      grid-column: 2;
      grid-row: 2;
    }
    .node .memory {
      grid-column: 3;
      grid-row: 2;
    }
    .node .count {
      grid-column: 4;
      grid-row: 2;
      text-align: right;
    }
    .job {
      grid-template-columns: 14px minmax(0, 1fr) auto;
    }
    .job .word,
    .job .by {
      display: none;
    }
    .job .target {
      grid-column: 3;
      grid-row: 1;
      text-align: right;
      max-width: 120px;
    }
    .job .tasks {
      grid-column: 2;
      grid-row: 2;
      font-size: var(--small);
    }
    .job .since {
      grid-column: 3;
      grid-row: 2;
      font-size: var(--small);
    }
    .deployment {
      grid-template-columns: 14px minmax(0, 1fr) auto;
    }
    .deployment .word {
      display: none;
    }
    .deployment .why {
      display: block;
      grid-column: 2 / 4;
      grid-row: 2;
      font-size: var(--small);
    }
    .event {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .event .title {
      grid-column: 1;
      grid-row: 1;
    }
    .event .when {
      grid-column: 2;
      grid-row: 1;
    }
    .event .payload {
      grid-column: 1;
      grid-row: 2;
    }
    .event .by {
      grid-column: 2;
      grid-row: 2;
      text-align: right;
      font-size: var(--small);
    }
  }
`;
