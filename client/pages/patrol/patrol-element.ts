import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import { MOST_ACTIVE } from '../../../server/api/patrol-walk/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { bones, failure } from '../../elements/parts.ts';
import { formatLength } from '../../format/distance.ts';
import { formatMinute } from '../../format/minutes.ts';
import { formatCount } from '../../format/number.ts';
import type { Clock } from '../../format/time.ts';
import { MOST_ROWS } from '../../state/patrol/all-rows.ts';
import { PatrolController, type PatrolState } from '../../state/patrol/patrol-state.ts';
import type { ListName, PatrolView } from '../../state/patrol/patrol-view.ts';
import { MOST_PLANS } from '../../state/patrol/plan-calls.ts';
import { mayAt } from '../../state/session.ts';
import { deepFocus, focusHeading } from '../focus.ts';

/** What parts of the page of patrols refer to. */
export interface PatrolReference {
  deployment: Pick<Deployment, 'today' | 'time_zone'>;
}

/** What stands in the place of a list. */
const contents =
  'jw-patrol-import, jw-patrol-proposals, jw-patrol-points-form, jw-patrol-streets-form, jw-patrol-squads-form';

/** A part of the page of patrols: it shows the state's view, and renders anew when that changes. */
export class PatrolElement extends JwElement {
  @property({ attribute: false }) patrol!: PatrolState;
  @property({ attribute: false }) reference!: PatrolReference;

  /** @param showsClock true: it shows the moment of the night that is played, too. */
  constructor(showsClock = false) {
    super();
    new PatrolController(this, () => this.patrol, showsClock);
  }

  /** Where what had the focus went away with it: puts it on the heading of what came, or in the list on the chosen row, or the first tool. */
  protected async refocus(): Promise<void> {
    await this.updateComplete;
    const content = this.renderRoot.querySelector<HTMLElement>(contents);
    await (content as LitElement | null)?.updateComplete;
    if (deepFocus()) return;
    if (content) await focusHeading(content);
    else this.renderRoot.querySelector<HTMLElement>('[data-chosen] button, .tools button')?.focus();
  }

  /** Brings the row of what was chosen, on the map or elsewhere, into sight. */
  protected showChosen(): void {
    const { chosen } = this.view;
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    this.renderRoot.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' });
  }
  #chosen: PatrolView['chosen'] = null;

  /** What stands where a list is on its way, or did not come: then it can be asked for once more. */
  protected absent(rows: number, load: () => Promise<unknown>): TemplateResult {
    const { area_code, pending, fault } = this.view;
    if (!area_code || pending > 0) return bones(rows, true);
    const error = new Error(fault ?? this.words.planning.notCome);
    return failure(error, this.words, () => void this.patrol.attempt(load));
  }

  /** Says of lists that only their beginning stands here; nothing where all of them does. */
  protected cutNote(...lists: ListName[]): TemplateResult | typeof nothing {
    const list = lists.find((each) => this.view.cut.includes(each));
    return list ? this.cutSentence(list) : nothing;
  }

  /** The sentence that only the beginning of a list stands here. */
  protected cutSentence(list: ListName): TemplateResult {
    const { cut } = this.words.planning;
    const told = {
      plans: () => cut.plans(this.count(MOST_PLANS)),
      active: () => cut.active(this.count(MOST_ACTIVE)),
    };
    const sentence = list === 'plans' || list === 'active' ? told[list]() : cut.rows(this.count(MOST_ROWS));
    return html`<p class="note">${icon('warning')} ${sentence}</p>`;
  }

  protected get view(): PatrolView {
    return this.patrol.view;
  }

  /** Whether whoever is signed in makes plans in this area; the server decides. */
  protected get mayPlan(): boolean {
    return this.view.area_code !== null && mayAt('plan', this.view.area_code);
  }

  protected get clock(): Clock {
    const { today, time_zone } = this.reference.deployment;
    return { today, timeZone: time_zone, language: this.language };
  }

  protected count(value: number): string {
    return formatCount(Math.round(value), this.language);
  }

  protected length(length_m: number): string {
    return formatLength(length_m, this.language);
  }

  protected minute(minute: number): string {
    return formatMinute(minute, this.language);
  }
}
