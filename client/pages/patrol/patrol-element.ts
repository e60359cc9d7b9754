import { property } from 'lit/decorators.js';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formatLength } from '../../format/distance.ts';
import { formatMinute } from '../../format/minutes.ts';
import { formatCount } from '../../format/number.ts';
import type { Clock } from '../../format/time.ts';
import { PatrolController, type PatrolState } from '../../state/patrol/patrol-state.ts';
import type { PatrolView } from '../../state/patrol/patrol-view.ts';
import { mayAt } from '../../state/session.ts';

/** What parts of the page of patrols refer to. */
export interface PatrolReference {
  deployment: Pick<Deployment, 'today' | 'time_zone'>;
}

/** A part of the page of patrols: it shows the state's view, and renders anew when that changes. */
export class PatrolElement extends JwElement {
  @property({ attribute: false }) patrol!: PatrolState;
  @property({ attribute: false }) reference!: PatrolReference;

  constructor() {
    super();
    new PatrolController(this, () => this.patrol);
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
