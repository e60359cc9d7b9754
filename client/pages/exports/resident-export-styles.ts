import { css } from 'lit';

/** Doors to be chosen as a ledger of numbers, those chosen as a strip below it. */
export const residentExportStyles = css`
  form {
    max-inline-size: 44rem;
  }
  .way {
    max-inline-size: 16rem;
  }
  .building {
    max-inline-size: 28rem;
  }
  .stair {
    padding-top: var(--space-2);
    border-top: 1px solid var(--rule);
  }
  .stair legend {
    float: inline-start;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--space-1) var(--space-4);
    inline-size: 100%;
  }
  .stair legend label {
    font-weight: 400;
  }
  .doors {
    clear: both;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
    gap: 0 var(--space-3);
  }
  .chosen {
    display: grid;
    gap: var(--space-2);
    padding-block: var(--space-3);
    border-block: 1px solid var(--rule);
  }
  .chosen ul {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .purposes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-5);
    padding-top: var(--space-1);
  }
  .missing {
    color: var(--cinnabar);
  }
  .missing::before {
    content: '▲ ';
    content: '▲ ' / '';
  }
`;
