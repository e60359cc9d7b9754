import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  type PatrolPlan,
  type Remedy,
  travelModes,
  type Unserved,
  unservedReasons,
} from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { formatSpan } from '../../format/span.ts';
import { PatrolElement } from './patrol-element.ts';
import { placeName, squadName, wantedCount } from './plan-rows.ts';
import { remedyEdit } from './remedies.ts';

/** Places shown before the reader asks for all. */
const AT_ONCE = 5;

/**
 * What the open plan leaves out: each with the reason and the smallest change that would allow it, which one press carries out where it
 * is a single one.
 * @fires jw-tab {tab} where the change belongs to another tab.
 */
@customElement('jw-patrol-unserved')
export class JwPatrolUnserved extends PatrolElement {
  @state() private whole = false;

  static override styles = [
    formSheet,
    css`
      h3 {
        color: var(--ink);
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--space-2);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      li > .icon {
        margin-top: 0.125em;
        color: var(--ink);
      }
      li[aria-current] {
        background: color-mix(in srgb, var(--indigo) 10%, transparent);
      }
      .name {
        color: inherit;
        font-weight: 600;
        text-align: start;
      }
      .buttons {
        margin-top: var(--space-1);
      }
      .whole {
        margin-top: var(--space-2);
        color: var(--jade);
      }
    `,
  ];

  override render() {
    const { plan } = this.view;
    if (!plan?.result) return nothing;
    const { unserved: words } = this.words.planning;
    const { unserved } = plan.result;
    const shown = this.whole || unserved.length <= AT_ONCE + 1 ? unserved : unserved.slice(0, AT_ONCE);
    const visits = unserved.reduce((sum, each) => sum + each.visits.length, 0);
    return html`<section>
      <h3>${words.title}<span class="figure">${this.count(visits)}</span></h3>
      ${
        unserved.length
          ? html`${this.reasons(unserved)}
              <ul>
                ${shown.map((each) => this.row(plan, each))}
              </ul>`
          : html`<p class="whole">${words.none}</p>`
      }
      ${
        shown.length < unserved.length
          ? html`<button class="link" @click=${() => this.unfold()}>${words.all(this.count(unserved.length))}</button>`
          : nothing
      }
      ${unserved.length && this.editable ? html`<p class="note">${words.only}</p>` : nothing}
    </section>`;
  }

  /** How many places each reason keeps out, where they are many. */
  private reasons(unserved: readonly Unserved[]): TemplateResult | typeof nothing {
    if (unserved.length <= AT_ONCE) return nothing;
    const { reason: names } = this.words.planning.unserved;
    const counts = unservedReasons
      .map((reason) => [names[reason], unserved.filter((each) => each.reason === reason).length] as const)
      .filter(([, count]) => count > 0);
    return html`<p class="note figure">${counts.map(([name, count]) => `${name} ${this.count(count)}`).join(' · ')}</p>`;
  }

  private unfold(): void {
    this.whole = true;
  }

  private row(plan: PatrolPlan, unserved: Unserved): TemplateResult {
    const { unserved: words } = this.words.planning;
    const { kind, id, visits, reason, remedy } = unserved;
    const wanted = wantedCount(plan.input, unserved);
    const current = this.view.chosen?.kind === kind && this.view.chosen.id === id;
    const which =
      visits.length < wanted
        ? html`<span class="note figure">${words.visits(visits.map((visit) => this.count(visit)).join(this.language === 'en' ? ', ' : '、'), this.count(wanted))}</span>`
        : nothing;
    return html`<li aria-current=${current ? 'true' : nothing}>
      ${icon('warning')}
      <div>
        <button class="link name" @click=${() => this.patrol.choose({ kind, id })}>${placeName(plan.input, unserved)}</button> ${which}
        <p>${words.reason[reason]}${this.language === 'en' ? '. ' : '。'}${remedy ? this.remedy(plan, unserved, remedy) : words.noRemedy}</p>
        ${remedy && this.editable ? this.act(plan, unserved, remedy) : nothing}
      </div>
    </li>`;
  }

  private remedy({ input }: PatrolPlan, { reason }: Unserved, { kind, squad_id, minutes, amount }: Remedy): string {
    const { remedy } = this.words.planning.unserved;
    const squad = squad_id === null ? '' : squadName(input, squad_id);
    const [time, number] = [minutes ?? 0, this.count(Math.ceil(amount ?? 0))];
    const absent = reason === 'squad' && this.view.squads?.find(({ id }) => id === squad_id)?.name;
    const stop = this.language === 'en' ? '.' : '。';
    if (absent) return remedy.on_duty(absent) + stop;
    switch (kind) {
      case 'widen_window':
        return remedy.widen_window(this.minute(time)) + stop;
      case 'lengthen_shift':
        return remedy.lengthen_shift(squad, formatSpan(Math.ceil(time) * 60_000, this.language)) + stop;
      case 'add_people':
        return remedy.add_people(squad, number) + stop;
      case 'shorter_gap':
        return remedy.shorter_gap(this.count(time)) + stop;
      case 'change_mode':
        return remedy.change_mode(squad, this.words.planning.mode[travelModes[amount ?? 0] ?? 'foot']) + stop;
      case 'move_point':
      case 'fewer_visits':
        return remedy[kind](number) + stop;
      default:
        return remedy[kind] + stop;
    }
  }

  private act(plan: PatrolPlan, unserved: Unserved, { kind }: Remedy): TemplateResult {
    const { act } = this.words.planning.unserved;
    return html`<div class="buttons">
      <button class="outlined" ?disabled=${this.view.pending > 0} @click=${() => this.press(plan, unserved)}>${act[kind]}</button>
    </div>`;
  }

  private press(plan: PatrolPlan, unserved: Unserved): void {
    const edit = remedyEdit(plan, unserved);
    const { kind, id } = unserved;
    if (edit) {
      const label = this.words.planning.edit.remedy(placeName(plan.input, unserved));
      void this.patrol.attempt(async () => {
        await this.patrol.plans.change(edit.change, label, edit.back);
        await this.patrol.plans.run();
      });
    } else if (unserved.remedy?.kind === 'add_squad') this.emit('jw-tab', { tab: 'roster' });
    else this.patrol.choose({ kind, id });
  }

  private get editable(): boolean {
    return this.mayPlan && this.view.plan?.state === 'draft';
  }
}
