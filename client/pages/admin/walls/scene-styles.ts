import { css } from 'lit';

/** A scene's form with the sketch of its stage above, or beside it where there is room. */
export const sceneStyles = css`
  :host {
    container-type: inline-size;
  }
  form {
    gap: var(--space-5);
  }
  .look {
    max-inline-size: 34rem;
  }
  .look .note {
    margin-top: var(--space-1);
  }
  legend {
    margin-bottom: var(--space-2);
  }
  fieldset > * + * {
    margin-top: var(--space-3);
  }
  .ticks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
    gap: 0 var(--space-4);
  }
  .sides {
    display: grid;
    gap: var(--space-4) var(--space-6);
  }
  @container (min-width: 34rem) {
    .sides {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
