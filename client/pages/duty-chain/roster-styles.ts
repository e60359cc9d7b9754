import { css } from 'lit';

/** Lists that are edited in place: the form unfolds over the row that it is about. */
export const rosterStyles = css`
  .bar {
    display: flex;
    justify-content: space-between;
    align-items: start;
    gap: var(--space-4);
  }
  .name {
    font-weight: 600;
  }
  .deputy .name {
    font-weight: 400;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    justify-content: flex-end;
  }
  .acts button {
    white-space: nowrap;
  }
  .phone {
    white-space: nowrap;
  }
  td.form {
    padding: var(--space-4);
    background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
  }
  .new {
    margin-top: var(--space-4);
    padding: var(--space-4);
    border: 1px solid var(--rule);
    background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
  }
  @media (max-width: 899px) {
    .bar {
      flex-wrap: wrap;
    }
    .acts {
      justify-content: flex-start;
    }
  }
`;
