import { css, unsafeCSS } from 'lit';
import { day } from '../../theme/palette.ts';

/** What goes on paper: A4 sheets, ink on white whatever the theme; on the screen they lie one below the other. */
export const paperStyles = css`
  :host {
    --paper: #fff;
    --sheet: #fff;
    --sheet-raised: #fff;
    --rule: #b9b4a8;
    --ink: #16202a;
    --ink-soft: #46525c;
    --ink-faint: #5f6a74;
    --indigo: ${unsafeCSS(day.indigo)};
    --jade: ${unsafeCSS(day.jade)};
    --cinnabar: ${unsafeCSS(day.cinnabar)};
    --road: #fff;
    --road-casing: #c2bcae;
    display: block;
    box-sizing: border-box;
    inline-size: 210mm;
    min-block-size: 297mm;
    margin: 0 auto var(--space-6);
    padding: 10mm;
    background: #fff;
    box-shadow: var(--shadow);
    color: var(--ink);
    font-size: 10pt;
    line-height: 1.45;
  }
  * {
    box-sizing: border-box;
  }
  @media screen and (max-width: 820px) {
    :host {
      inline-size: auto;
      min-block-size: 0;
      padding: var(--space-4);
    }
  }
  @media print {
    :host {
      inline-size: auto;
      min-block-size: 0;
      margin: 0;
      padding: 0;
      box-shadow: none;
      break-after: page;
      print-color-adjust: exact;
    }
    :host(:last-of-type) {
      break-after: auto;
    }
  }
`;
