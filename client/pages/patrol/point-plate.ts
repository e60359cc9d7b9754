import { css, html, type TemplateResult } from 'lit';

/** A point's priority (1 to 5) as it stands on the map. */
export function pointPlate(priority: number, optional: boolean): TemplateResult {
  return html`<span class="point-plate priority-${priority} ${optional ? 'optional' : ''}" aria-hidden="true">${priority}</span>`;
}

/** Looks of the plate: the stronger the more pressing, a broken edge where it may be left out. */
export const pointPlateStyles = css`
  .point-plate {
    flex: none;
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.5rem;
    block-size: 1.375rem;
    padding-inline: 0.25rem;
    box-sizing: border-box;
    border: 1.5px solid var(--indigo);
    border-radius: var(--radius);
    background: var(--indigo);
    color: var(--sheet);
    font-size: var(--type-1);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1;
    forced-color-adjust: none;
  }
  .point-plate.optional {
    border-style: dashed;
  }
  .point-plate.priority-3 {
    background: color-mix(in srgb, var(--indigo) 22%, var(--sheet));
    color: var(--indigo);
  }
  .point-plate.priority-1,
  .point-plate.priority-2 {
    background: none;
    color: var(--indigo);
  }
`;
