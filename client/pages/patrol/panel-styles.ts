import { css } from 'lit';
import { formSheet } from '../../elements/form-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { pointPlateStyles } from './point-plate.ts';
import { plateStyles } from './squad-plate.ts';

/** What the panels of the page of patrols wear; their own rules come after and win. */
export const panelSheet = [
  formSheet,
  skeletonStyles,
  plateStyles,
  pointPlateStyles,
  css`
    :host {
      display: block;
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .tools .icon {
      color: var(--ink-soft);
    }
    .sum {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-3);
      margin-top: var(--space-4);
      padding-bottom: var(--space-1);
      border-bottom: 2px solid var(--ink);
      font-size: var(--type-1);
      color: var(--ink-soft);
    }
    .find {
      inline-size: 100%;
      margin-top: var(--space-3);
    }
    li.entry {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    }
    li.entry[data-chosen] {
      background: color-mix(in srgb, var(--lamp) 16%, transparent);
    }
    .entry > button.look {
      display: grid;
      grid-template-columns: 2rem minmax(0, 1fr);
      gap: var(--space-2);
      padding: var(--space-2) 0;
      border-radius: 0;
    }
    .entry > button.look:hover .name {
      color: var(--accent);
    }
    .entry .name {
      display: block;
      overflow-wrap: anywhere;
      text-wrap: pretty;
    }
    .entry .note {
      display: block;
      font-variant-numeric: tabular-nums;
    }
    .heading {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      margin-bottom: var(--space-4);
    }
    .heading h2 {
      font-size: var(--type-4);
    }
    form .last {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--space-3);
      padding-top: var(--space-4);
      border-top: 1px solid var(--rule);
    }
    .triple {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: var(--space-3);
      align-items: end;
    }
    .pair {
      align-items: end;
    }
  `,
];
