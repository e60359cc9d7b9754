import { css } from 'lit';

/** Looks of incident-row.ts. */
export const incidentStyles = css`
  .incident {
    justify-content: space-between;
    align-items: start;
    gap: var(--space-3);
  }
  .what {
    display: grid;
    min-inline-size: 0;
  }
  .title {
    overflow-wrap: anywhere;
  }
  .how {
    display: grid;
    justify-items: end;
    flex: none;
  }
  .standing {
    display: inline-flex;
    align-items: baseline;
    gap: 0.35em;
    white-space: nowrap;
  }
  .standing > span {
    font-size: 0.75em;
  }
  .standing.overdue {
    color: var(--cinnabar);
    font-weight: 600;
  }
  .standing.done {
    color: var(--jade);
  }
  .standing.stopped,
  .standing.ended {
    color: var(--ink-soft);
  }
  .standing.soon {
    /* Amber alone is too pale for words of this size. */
    color: color-mix(in srgb, var(--amber) 78%, var(--ink));
  }
`;
