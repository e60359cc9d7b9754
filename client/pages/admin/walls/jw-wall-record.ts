import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Wall, WallScreen } from '../../../../server/api/walls/schema.ts';
import { answer, api } from '../../../api.ts';
import { JwElement } from '../../../elements/element.ts';
import { formSheet } from '../../../elements/form-styles.ts';
import '../../../elements/jw-sure-button.ts';
import { clockOf, type Reference } from '../../../elements/reference.ts';
import { faultLine, Submission } from '../../../elements/submission.ts';
import { formatMoment } from '../../../format/time.ts';
import { formatSection, pageLink } from '../../../state/section.ts';
import { store } from '../../../state/store.ts';
import { serverClock } from '../../../state/wall/server-clock.ts';
import '../../remote/jw-wall-fields.ts';
import { drawingStyles, wallDrawing } from '../../remote/wall-drawing.ts';
import type { WallList } from '../../remote/wall-list.ts';
import { isAlive, sceneName, screenFacts, showingOn } from '../../remote/wall-words.ts';
import './jw-plan-editor.ts';

/** A wall as whoever looks after it sees it: what it shows, its screens, its plan, and what is done about them. */
@customElement('jw-wall-record')
export class JwWallRecord extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) list!: WallList;
  @property({ attribute: false }) wall!: Wall;
  @state() private open: 'fields' | 'plan' | null = null;
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    drawingStyles,
    css`
      article {
        padding-block: var(--space-4) var(--space-5);
        border-block-end: 1px solid var(--ink-faint);
      }
      .top {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-2) var(--space-5);
      }
      h3 {
        font-size: var(--type-4);
        color: var(--ink);
      }
      .wall {
        --part: 3.25rem;
        align-self: start;
      }
      .screens {
        margin-top: var(--space-3);
      }
      .screens li {
        display: grid;
        grid-template-columns: 5rem 1fr auto;
        align-items: baseline;
        gap: var(--space-1) var(--space-4);
        padding-block: var(--space-2);
        border-block-start: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .buttons {
        margin-top: var(--space-3);
        gap: var(--space-2);
      }
      .open {
        margin-top: var(--space-4);
        padding-inline-start: var(--space-4);
        border-inline-start: 1px solid var(--rule);
      }
      @media (max-width: 599px) {
        .screens li {
          grid-template-columns: 1fr auto;
        }
        .screens .facts {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
      .screens .facts {
        margin: 0;
        border: 0;
      }
    `,
  ];

  override render() {
    const { walls, admin, screens } = this.words.remote;
    const { wall } = this;
    const now_ms = serverClock.now();
    const { theme, language } = store.state;
    const remote = `/remote${formatSection({ section: '', theme, language, rest: { wall: String(wall.id) } })}`;
    return html`<article>
      <div class="top">
        <div>
          <h3>${wall.name}</h3>
          <p class="note">${wall.area_name ?? wall.area_code} · ${walls.size(wall.column_count, wall.row_count)} · ${this.shows(now_ms)}</p>
        </div>
        ${wallDrawing(wall, this.words, now_ms)}
      </div>
      ${
        wall.screens.length
          ? html`<ul class="screens">${wall.screens.map((screen) => this.screen(screen, now_ms))}</ul>`
          : html`<p class="note screens">${screens.none}</p>`
      }
      ${faultLine(this.#submission, this.words)}
      <div class="buttons">
        <a class="outlined" href=${remote}>${admin.remote}</a>
        <a class="outlined" href=${pageLink('/remote', store.state, 'let-in')}>${walls.letIn}</a>
        ${this.opener('plan', admin.plan)} ${this.opener('fields', admin.rename)}
        <jw-sure-button .label=${admin.delete} .question=${admin.deleteSure} @jw-sure=${this.drop}></jw-sure-button>
      </div>
      ${this.unfolded()}
    </article>`;
  }

  private shows(now_ms: number): string {
    const { scenes, now } = this.words.remote;
    const list = this.list.value!;
    const shown = showingOn(list, this.wall, this.reference.deployment.time_zone, now_ms);
    if (this.wall.state.resting) return now.resting;
    return shown ? `${scenes.isShown} ${sceneName(list.scenes, shown.scene.id, this.language)}` : now.nothing;
  }

  private screen(screen: WallScreen, now_ms: number) {
    const { screens, admin } = this.words.remote;
    const clock = clockOf(this.reference, this.language);
    const facts = screenFacts(screen, {
      scenes: this.list.value!.scenes,
      words: this.words,
      language: this.language,
      now_ms,
    });
    return html`<li>
      <span><b>${screens.part(screen.part)}</b></span>
      <span class="facts note figure">
        ${isAlive(screen, now_ms) ? screens.alive : screens.silent} · ${facts.join(' · ')} · ${screens.until(formatMoment(screen.expires_at, clock))}
      </span>
      <jw-sure-button .label=${admin.shutOut} .question=${admin.shutOutSure} @jw-sure=${() => this.shutOut(screen)}></jw-sure-button>
    </li>`;
  }

  private opener(what: 'fields' | 'plan', label: string) {
    const isOpen = this.open === what;
    return html`<button class="outlined" aria-expanded=${isOpen} @click=${() => this.unfold(isOpen ? null : what)}>
      ${isOpen ? this.words.remote.admin.close : label}
    </button>`;
  }

  private unfolded() {
    if (this.open === null) return nothing;
    const content =
      this.open === 'plan'
        ? html`<jw-plan-editor .reference=${this.reference} .list=${this.list} .wall=${this.wall}></jw-plan-editor>`
        : html`<jw-wall-fields .wall=${this.wall} @jw-wall-kept=${this.kept} @jw-close=${() => this.unfold(null)}></jw-wall-fields>`;
    return html`<div class="open">${content}</div>`;
  }

  private unfold(what: 'fields' | 'plan' | null): void {
    this.open = what;
  }

  private kept({ detail }: CustomEvent<Wall>): void {
    this.list.take(detail);
    this.open = null;
  }

  private async shutOut({ token_id }: WallScreen): Promise<void> {
    const param = { id: String(this.wall.id), token_id: String(token_id) };
    await this.#submission.run(async () =>
      this.list.take(await answer<Wall>(api.walls[':id'].screens[':token_id'].$delete({ param }))),
    );
  }

  private async drop(): Promise<void> {
    const param = { id: String(this.wall.id) };
    await this.#submission.run(async () => {
      await answer(api.walls[':id'].$delete({ param }));
      await this.list.ask();
    });
  }
}
