import { css } from 'lit';

/** A service with the grid of its replicas: colour, hatching and dashes say what the letter and the word do. */
export const replicaGrid = css`
  .service {
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
    padding-bottom: 8px;
  }
  .service > .row {
    border-bottom: 0;
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(168px, 1fr));
    gap: 6px;
    padding: 0 var(--edge) 0 calc(var(--edge) + 28px);
  }
  .cell {
    --tone: var(--hue-3);
    position: relative;
    display: grid;
    grid-template-columns: 26px minmax(0, 1fr) auto;
    grid-template-rows: 20px 18px;
    column-gap: 8px;
    align-items: center;
    padding: 2px 8px 2px 0;
    border: 1px solid color-mix(in srgb, var(--tone) 60%, var(--ground));
    border-radius: var(--round);
    background: color-mix(in srgb, var(--tone) 10%, var(--ground));
    overflow: hidden;
  }
  .cell b {
    grid-row: 1 / 3;
    align-self: stretch;
    margin: -2px 0;
    display: grid;
    place-items: center;
    background: color-mix(in srgb, var(--tone) 34%, var(--ground));
    font-family: var(--mono);
  }
  .cell .version,
  .cell .what,
  .cell .restarts {
    font-size: var(--small);
  }
  .cell .what {
    color: var(--muted);
  }
  .healthy {
    --tone: var(--hue-1);
  }
  .cell.running {
    --tone: var(--hue-0);
  }
  .stopping {
    --tone: var(--warn);
  }
  .pending,
  .stopping,
  .missing,
  .cell.stopped {
    border-style: dashed;
  }
  .cell.failed,
  .cell.lost {
    --tone: var(--fail);
  }
  .cell.failed .what,
  .cell.lost .what {
    color: var(--fail);
  }
  .cell.failed b,
  .cell.lost b {
    background: repeating-linear-gradient(
      135deg,
      color-mix(in srgb, var(--fail) 38%, var(--ground)) 0 4px,
      color-mix(in srgb, var(--fail) 18%, var(--ground)) 4px 7px
    );
  }
  @media (max-width: 760px) {
    .cells {
      padding-left: var(--edge);
      grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
    }
  }
`;
