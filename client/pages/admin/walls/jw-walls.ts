import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RemoteWalls, Wall } from '../../../../server/api/walls/schema.ts';
import { JwElement } from '../../../elements/element.ts';
import { keyStyles } from '../../../elements/key-styles.ts';
import { bones, empty, failure, heading } from '../../../elements/parts.ts';
import { recordSheet } from '../../../elements/record-styles.ts';
import type { Reference } from '../../../elements/reference.ts';
import { formatCount } from '../../../format/number.ts';
import { serverClock } from '../../../state/wall/server-clock.ts';
import '../../remote/jw-wall-fields.ts';
import { WallList } from '../../remote/wall-list.ts';
import { isAlive, mayKeep, wallsWithin } from '../../remote/wall-words.ts';
import './jw-wall-record.ts';
import './jw-wall-scenes.ts';

const views = ['walls', 'scenes'] as const;
type View = (typeof views)[number];

/** Walls and scenes to be looked after: screens, plans, and what each scene shows. */
@customElement('jw-walls')
export class JwWalls extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private view: View = 'walls';
  @state() private making = false;
  #list = new WallList(this);

  static override styles = [
    recordSheet,
    keyStyles,
    css`
      .key {
        grid-template-columns: repeat(2, minmax(0, 18rem));
      }
      .make {
        margin-top: var(--space-5);
      }
    `,
  ];

  override render() {
    const { admin } = this.words.remote;
    const { value, fault } = this.#list;
    return html`${heading('', admin.title, admin.lead)}
    ${value ? html`${this.key(value)} ${this.content(value)}` : fault ? failure(fault, this.words, () => void this.#list.ask()) : bones(12)}`;
  }

  /** The walls that whoever is signed in looks after; those that they steer by a code are for the remote control. */
  private own({ walls }: RemoteWalls): Wall[] {
    return walls.filter(({ area_code }) => mayKeep(area_code));
  }

  private key(list: RemoteWalls) {
    const { admin } = this.words.remote;
    const count = (value: number) => formatCount(value, this.language);
    const own = this.own(list);
    const now_ms = serverClock.now();
    const alive = own.flatMap(({ screens }) => screens).filter((screen) => isAlive(screen, now_ms));
    const changed = list.scenes.filter(({ origin }) => origin !== 'product');
    const facts = {
      walls: [admin.wallsView, admin.wallCount(count(own.length)), admin.wallsNote(count(alive.length))],
      scenes: [admin.scenesView, admin.sceneCount(count(list.scenes.length)), admin.scenesNote(count(changed.length))],
    };
    return html`<ul class="key" aria-label=${admin.views}>
      ${views.map(
        (view) => html`<li>
          <button
            aria-pressed=${this.view === view}
            @click=${() => {
              this.view = view;
            }}
          >
            <span class="name">${facts[view][0]}</span>
            <span class="count">${facts[view][1]}</span>
            <span class="note">${facts[view][2]}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private content(list: RemoteWalls) {
    if (this.view === 'scenes')
      return html`<jw-wall-scenes .list=${this.#list} .scenes=${list.scenes}></jw-wall-scenes>`;
    const { admin } = this.words.remote;
    const own = this.own(list);
    return html`${own.map((wall) => html`<jw-wall-record .reference=${this.reference} .list=${this.#list} .wall=${wall}></jw-wall-record>`)}
      <div class="make">
        ${own.length || this.making ? nothing : empty(admin.none)}
        ${this.making ? this.fields() : html`<button class="outlined" @click=${() => this.turnMaking(true)}>${admin.add}</button>`}
      </div>`;
  }

  private fields() {
    const taken = ({ detail }: CustomEvent<Wall>) => {
      this.#list.take(detail);
      this.turnMaking(false);
    };
    return html`<jw-wall-fields .within=${wallsWithin(this.reference)} @jw-wall-kept=${taken} @jw-close=${() => this.turnMaking(false)}></jw-wall-fields>`;
  }

  private turnMaking(making: boolean): void {
    this.making = making;
  }
}
