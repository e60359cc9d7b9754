import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ListedHolder } from '../../../server/api/duty-chain/schema.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDate } from '../../format/time.ts';
import { session } from '../../state/session.ts';
import './jw-holder-form.ts';
import './jw-post-hand-over.ts';
import { rosterStyles } from './roster-styles.ts';

/** What is being done to which row; 0 stands for a new one. */
interface Doing {
  id: number;
  act: 'change' | 'deputy' | 'hand_over';
}

/** Who answers for what in an area: a table that is edited in place by who arranges duties there. */
@customElement('jw-duty-roster')
export class JwDutyRoster extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area!: AreaSummary;
  @state() private doing: Doing | null = null;
  #holders = new Paging<ListedHolder>(this, (page, signal) => {
    const query = { area_code: this.area.area_code, limit: '100', page };
    return answer(api['duty-holders'].$get({ query }, { init: { signal } }));
  });

  static override styles = [formSheet, skeletonStyles, registerStyles, rosterStyles];

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('area') as AreaSummary | undefined;
    if (!changed.has('area') || before?.area_code === this.area.area_code) return;
    this.doing = null;
    void this.#holders.restart();
  }

  override render() {
    const { words } = this;
    const { rows, state: progress, error, hasMore } = this.#holders;
    const adding = this.doing?.id === 0;
    return html`
      <div class="bar">
        ${heading(this.area.name, words.chain.sections.holders, words.chain.holdersLead)}
        ${this.arranges(this.area.area_code) && !adding ? html`<button class="primary" @click=${() => this.begin({ id: 0, act: 'change' })}>${icon('plus')}${words.chain.addHolder}</button>` : nothing}
      </div>
      ${adding ? html`<div class="new">${this.form(null)}</div>` : nothing}
      ${rows.length > 0 ? this.table(rows) : nothing}
      ${progress === 'pending' && rows.length === 0 ? bones(10) : nothing}
      ${progress === 'error' ? failure(error, words, () => this.#holders.more()) : nothing}
      ${progress === 'done' && rows.length === 0 && !adding ? empty(words.chain.noHolders) : nothing}
      ${hasMore && progress === 'done' ? html`<button class="outlined more" @click=${() => this.#holders.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private table(rows: readonly ListedHolder[]): TemplateResult {
    const { field } = this.words.chain;
    return html`<table class="register">
      <thead>
        <tr>
          <th scope="col">${field.place}</th>
          <th scope="col">${field.role}</th>
          <th scope="col">${field.name}</th>
          <th scope="col">${field.phone}</th>
          <th scope="col">${field.starts}</th>
          <th scope="col"></th>
        </tr>
      </thead>
      <tbody>${rows.map((holder) => this.row(holder, rows))}</tbody>
    </table>`;
  }

  private row(holder: ListedHolder, rows: readonly ListedHolder[]): TemplateResult {
    if (this.doing?.id === holder.id) {
      return html`<tr><td class="form" colspan="6">${this.form(holder)}</td></tr>`;
    }
    const { chain } = this.words;
    const role = codeName(this.reference, 'duty-role', holder.role, this.language);
    const principal = rows.find(({ id }) => id === holder.deputy_of);
    return html`<tr class=${holder.deputy_of === null ? '' : 'deputy'}>
      <td>${holder.place}</td>
      <td>${holder.deputy_of === null ? role : `${role} · ${principal ? chain.deputyOf(principal.name) : chain.deputy}`}</td>
      <td><span class="name">${holder.name}</span>${holder.note ? html` <span class="note">${holder.note}</span>` : nothing}</td>
      <td class="phone">${holder.phone ?? ''}</td>
      <td>${this.term(holder)}</td>
      <td>${this.arranges(holder.area_code) ? this.acts(holder) : nothing}</td>
    </tr>`;
  }

  private acts(holder: ListedHolder): TemplateResult {
    const { chain } = this.words;
    const button = (label: string, act: Doing['act']) =>
      html`<button class="link" aria-label="${label} ${holder.name}" @click=${() => this.begin({ id: holder.id, act })}>${label}</button>`;
    return html`<div class="acts">
      ${button(chain.change, 'change')} ${button(chain.handOver, 'hand_over')}
      ${holder.deputy_of === null ? button(chain.addDeputy, 'deputy') : nothing}
    </div>`;
  }

  private form(holder: ListedHolder | null): TemplateResult {
    const over = () => {
      this.doing = null;
    };
    const done = () => {
      over();
      void this.#holders.renew();
    };
    if (holder && this.doing?.act === 'hand_over') {
      return html`<jw-post-hand-over .reference=${this.reference} .holder=${holder} @jw-done=${done} @jw-close=${over}></jw-post-hand-over>`;
    }
    const deputyOf = this.doing?.act === 'deputy' ? holder : null;
    return html`<jw-holder-form
      .reference=${this.reference}
      .area=${this.area}
      .holder=${deputyOf ? null : holder}
      .deputyOf=${deputyOf}
      @jw-done=${done}
      @jw-close=${over}
    ></jw-holder-form>`;
  }

  private term({ starts_on, ends_on }: ListedHolder): string {
    const { chain } = this.words;
    const day = (text: string) => formatDate(text, { today: this.reference.deployment.today, language: this.language });
    return [chain.since(day(starts_on)), ...(ends_on ? [chain.until(day(ends_on))] : [])].join(' · ');
  }

  private begin(doing: Doing): void {
    this.doing = doing;
  }

  private arranges(areaCode: string): boolean {
    return session.caller?.rights.arrange?.some((own) => areaCode.startsWith(own)) ?? false;
  }
}
