import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';

/** Where it was learnt and from which day it is so: sent with what is saved. */
export interface SaveTerms {
  source: string | null;
  /** `YYYY-MM-DD`; null for today. */
  true_from: string | null;
}

const sources = ['visit', 'call', 'file', 'other'] as const;

/**
 * What is not saved yet, and saving it.
 * @fires jw-doors-save with SaveTerms. @fires jw-doors-undo @fires jw-doors-redo @fires jw-doors-drop
 */
@customElement('jw-door-bar')
export class JwDoorBar extends JwElement {
  /** Strokes that are not saved. */
  @property({ type: Number }) steps = 0;
  @property({ type: Boolean }) redoable = false;
  @property({ type: Boolean }) saving = false;
  /** The last day that a change may be true from, `YYYY-MM-DD`. */
  @property() today = '';
  @state() private source: (typeof sources)[number] = 'visit';
  @query('input') private day!: HTMLInputElement;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--space-5);
        border-top: 1px solid var(--rule);
        background: var(--sheet-raised);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      label select,
      label input {
        color: var(--ink);
      }
      .steps {
        min-inline-size: 8em;
        font-variant-numeric: tabular-nums;
      }
      .steps.some {
        font-weight: 600;
      }
      .ends {
        display: flex;
        gap: var(--space-2);
        margin-inline-start: auto;
      }
      .save {
        padding-inline: var(--space-4);
        background: var(--ink);
        color: var(--sheet);
      }
      .save:disabled {
        background: color-mix(in srgb, var(--ink) 20%, var(--sheet));
        color: var(--ink-soft);
      }
      @media (max-width: 899px) {
        :host {
          padding-inline: var(--space-3);
        }
        .ends {
          margin-inline-start: 0;
        }
        .from-help {
          display: none;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { bar } = this.words.doors;
    const { steps, saving } = this;
    return html`
      <span class="steps ${steps > 0 ? 'some' : ''}">${steps > 0 ? bar.steps(formatCount(steps, this.language)) : bar.kept}</span>
      <span>
        ${iconButton('undo', bar.undo, () => this.emit('jw-doors-undo'), { disabled: steps === 0 })}
        ${iconButton('redo', bar.redo, () => this.emit('jw-doors-redo'), { disabled: !this.redoable })}
      </span>
      <label
        >${bar.source}<select
          @change=${(event: Event) => {
            this.source = (event.target as HTMLSelectElement).value as typeof this.source;
          }}
        >
          ${sources.map((source) => html`<option value=${source} ?selected=${source === this.source}>${bar.sources[source]}</option>`)}
        </select></label
      >
      <label>${bar.from}<input type="date" max=${this.today} /><span class="note from-help">${bar.fromHelp}</span></label>
      <span class="ends">
        ${steps > 0 ? html`<jw-sure-button .label=${bar.drop} @jw-sure=${() => this.emit('jw-doors-drop')}></jw-sure-button>` : nothing}
        <button class="save" ?disabled=${steps === 0 || saving} @click=${this.save}>
          ${icon('save')}${saving ? `${bar.saving} …` : bar.save}
        </button>
      </span>
    `;
  }

  /** Saves with what stands in the fields, as the button does. */
  save(): void {
    if (this.steps === 0 || this.saving) return;
    const terms: SaveTerms = { source: this.words.doors.bar.sources[this.source], true_from: this.day.value || null };
    this.emit('jw-doors-save', terms);
  }
}
