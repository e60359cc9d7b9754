import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaChange, AreaPlan } from '../../../server/api/area-changes/schema.ts';
import type { QualityFault } from '../../../server/api/quality/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { bones } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { mayAt } from '../../state/session.ts';
import { workStyles } from '../areas/areas-styles.ts';
import { planView } from '../areas/plan-view.ts';

/**
 * What comes of a proposed repair: looked at, confirmed, taken back.
 * @fires jw-quality-plan with the AreaPlan that is looked at, null for none.
 * @fires jw-areas-changed when areas are others now.
 */
@customElement('jw-quality-mend')
export class JwQualityMend extends JwElement {
  @property({ attribute: false }) fault!: QualityFault;
  @state() private plan: AreaPlan | null = null;
  @state() private made: AreaChange | null = null;
  @state() private undone = false;
  @state() private busy = false;
  @state() private fault_text = '';

  static override styles = [...formSheet, skeletonStyles, workStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('fault') || this.made) return;
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.emit('jw-quality-plan', null);
  }

  override render() {
    const { areas } = this.words;
    return html`<div aria-live="polite">
      ${this.fault_text ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault_text}</span></p>` : nothing}
      ${this.made ? this.result(this.made) : this.plan ? this.planned(this.plan) : this.busy ? bones(4) : nothing}
      ${this.busy && this.made ? html`<p class="note">${areas.looking} …</p>` : nothing}
    </div>`;
  }

  private planned(plan: AreaPlan): TemplateResult {
    const { quality } = this.words;
    return html`${planView(plan, {
      words: this.words,
      language: this.language,
      rounded: !mayAt('doors', plan.area_code),
      roleName: (role) => role,
      look: (place) => this.emit('jw-area-look', place),
      give: () => {},
    })}
    ${
      plan.problems.length === 0
        ? html`<div class="buttons">
            <jw-sure-button .label=${quality.apply} .question=${quality.sure} ?disabled=${this.busy} @jw-sure=${this.apply}></jw-sure-button>
          </div>`
        : nothing
    }`;
  }

  private result(made: AreaChange): TemplateResult {
    const { quality } = this.words;
    return html`<div class="result" role="status">
      <p>${this.undone ? quality.undone : quality.repaired}</p>
      ${
        this.undone
          ? nothing
          : html`<div class="buttons">
              <jw-sure-button .label=${quality.undo} .question=${quality.undoSure} ?disabled=${this.busy} @jw-sure=${() => this.undo(made)}></jw-sure-button>
            </div>`
      }
    </div>`;
  }

  private get request() {
    const { area_codes, mend } = this.fault.repair!;
    return { kind: 'redraw', area_codes, mends: [mend], given: {} };
  }

  private look(): Promise<void> {
    return this.attempt(async () => {
      this.plan = await answer<AreaPlan>(api['area-changes'].preview.$post({ json: this.request } as never));
      this.emit('jw-quality-plan', this.plan);
    });
  }

  private readonly apply = async (): Promise<void> => {
    const seen = this.plan?.seen;
    if (!seen) return;
    await this.attempt(async () => {
      this.made = await answer<AreaChange>(api['area-changes'].$post({ json: { ...this.request, seen } } as never));
      this.plan = null;
      this.emit('jw-quality-plan', null);
      this.emit('jw-areas-changed');
    });
  };

  private undo({ id }: AreaChange): Promise<void> {
    return this.attempt(async () => {
      await answer(api['area-changes'][':id'].undo.$post({ param: { id: String(id) }, json: {} } as never));
      this.undone = true;
      this.emit('jw-areas-changed');
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.fault_text = '';
    try {
      await work();
    } catch (error) {
      this.fault_text = (error as Error).message;
    } finally {
      this.busy = false;
    }
  }
}
