import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DoorAct, DoorPlan, Draft, PlanDoor } from '../../../server/api/door-plans/schema.ts';
import { ApiError, answer, api } from '../../api.ts';
import { blockOf, cellAt, drawBoard, keyOf, type Place, placeIn, wholeOf } from '../../elements/doors/board.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { empty } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { buildingName } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { initialState } from '../../state/store.ts';
import { StoreController } from '../../state/store-controller.ts';
import { formatHash } from '../../state/url.ts';
import { actsOf, commandOf, type DoorCommand } from './commands.ts';
import {
  bringBack,
  type Clash,
  changedDoors,
  clashesOf,
  type DraftBook,
  moveTo,
  openBook,
  seenOf,
  takeBack,
  withoutMarks,
  wordsOf,
  write,
} from './draft-book.ts';
import type { JwDoorBar, SaveTerms } from './jw-door-bar.ts';
import './jw-door-bar.ts';
import '../../elements/doors/jw-door-board.ts';
import type { JwDoorBoard } from '../../elements/doors/jw-door-board.ts';
import './jw-door-line.ts';
import type { JwDoorLine } from './jw-door-line.ts';
import './jw-door-sheets.ts';
import './jw-door-side.ts';
import type { JwDoorSide } from './jw-door-side.ts';
import { keepStrokes, keptStrokes } from './kept-strokes.ts';
import type { LayOut } from './layout-line.ts';
import { planFoot } from './plan-foot.ts';
import { planStyles } from './plan-styles.ts';

/** The doors of one building: drawn, entered by keyboard, saved as one change, printed. */
@customElement('jw-door-plan')
export class JwDoorPlan extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** As the server has it. */
  @property({ attribute: false }) plan!: DoorPlan;
  @state() private book!: DraftBook;
  @state() private place: Place | null = null;
  /** What the line that is being typed would make of it, or why that cannot be. */
  @state() private preview: { draft: Draft } | { refusal: string } | null = null;
  @state() private says = '';
  /** The change that was saved last; while it is the last thing that happened, it can be taken back. */
  @state() private savedAs: number | null = null;
  @state() private saving = false;
  @state() private clashes: readonly Clash[] = [];
  @state() private near = false;
  @state() private printing = false;
  #terms: SaveTerms = { source: null, true_from: null };
  #view = new StoreController(this, (view) => view);
  @query('jw-door-board') private boardElement?: JwDoorBoard;
  @query('jw-door-line') private lineElement?: JwDoorLine;
  @query('jw-door-side') private sideElement?: JwDoorSide;
  @query('jw-door-bar') private barElement?: JwDoorBar;

  static override styles = [sheetStyles, controlStyles, partStyles, planStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.warn);
    window.addEventListener('keydown', this.press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.warn);
    window.removeEventListener('keydown', this.press);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('plan')) this.open();
  }

  private open(): void {
    const { bar } = this.words.doors;
    const kept = this.plan.editable ? keptStrokes(this.plan.building_id) : [];
    const { book, lost } = moveTo(this.plan, kept);
    this.take(book);
    const restored = kept.length > 0 ? bar.restored(formatCount(kept.length, this.language)) : '';
    this.says = restored + (lost > 0 ? bar.lost(formatCount(lost, this.language)) : '');
  }

  private take(book: DraftBook): void {
    this.book = book;
    keepStrokes(this.plan.building_id, book.strokes);
  }

  override render() {
    if (this.printing) return this.sheets();
    const { plan, book, preview } = this;
    const draft = preview && 'draft' in preview ? preview.draft : book.draft;
    const board = drawBoard(draft);
    const place = placeIn(board, this.place);
    const kept = new Set<PlanDoor>(book.draft.doors);
    return html`
      ${this.top()}
      <div class="work">
        <div class="left">
          ${
            draft.doors.length === 0
              ? empty(plan.editable ? this.words.doors.empty : this.words.doors.emptyClosed)
              : html`<jw-door-board
                  .reference=${this.reference}
                  .board=${board}
                  .name=${this.name}
                  .place=${place}
                  .changed=${changedDoors(book)}
                  .preview=${new Set(draft.doors.filter((door) => !kept.has(door)))}
                  ?near=${this.near}
                  @jw-doors-place=${this.go}
                  @jw-doors-typed=${(event: CustomEvent<string>) => this.say(this.words.doors.noDoor(event.detail))}
                ></jw-door-board>`
          }
        </div>
        <jw-door-side
          .reference=${this.reference}
          .draft=${book.draft}
          .board=${board}
          .block=${blockOf(board, place)}
          ?editable=${plan.editable}
          @jw-door-command=${(event: CustomEvent<DoorCommand>) => this.command(event.detail)}
          @jw-door-renamed=${(event: CustomEvent<string>) => this.rename(event.detail)}
          @jw-door-unit=${(event: CustomEvent<DoorAct>) => this.stroke([event.detail])}
          @jw-side-left=${() => this.boardElement?.focus()}
        ></jw-door-side>
      </div>
      ${planFoot(this.footing)} ${plan.editable ? this.bar() : nothing}
    `;
  }

  private get name(): string {
    const { building_id, name, address } = this.plan;
    return buildingName({ id: building_id, name, address }, this.language);
  }

  private top(): TemplateResult {
    const { doors } = this.words;
    const { plan, book } = this;
    const floors = new Set(book.draft.doors.map(({ floor }) => floor)).size;
    const count = (number: number) => formatCount(number, this.language);
    const { theme, language } = this.#view.value;
    const map = formatHash({ ...initialState, theme, language, selection: { kind: 'building', id: plan.building_id } });
    return html`<div class="top">
      <div class="name">
        <h2 tabindex="-1">${this.name}</h2>
        <p class="note figure">${doors.counts(count(book.draft.units.length), count(floors), count(book.draft.doors.length))}</p>
        <span class="ends">
          <button class="outlined" aria-pressed=${this.near} @click=${() => {
            this.near = !this.near;
          }}>${this.near ? doors.fit : doors.close}</button>
          <a class="outlined" href="/${map}">${doors.onMap}</a>
          <button class="outlined" ?disabled=${book.draft.doors.length === 0} @click=${() => {
            this.printing = true;
          }}>${icon('print')}${doors.print}</button>
        </span>
      </div>
      ${plan.editable ? this.line() : html`<p class="note">${doors.readOnly}</p>`}
    </div>`;
  }

  private line(): TemplateResult {
    const { preview, book } = this;
    const numbers = book.draft.units.map(({ unit_no }) => unit_no);
    return html`<jw-door-line
      .unitNos=${numbers.length > 0 ? numbers : [1]}
      .adds=${preview && 'draft' in preview ? preview.draft.doors.length - book.draft.doors.length : null}
      .refusal=${preview && 'refusal' in preview ? preview.refusal : ''}
      @jw-line-typed=${(event: CustomEvent<LayOut[]>) => this.foresee(event.detail)}
      @jw-line-done=${(event: CustomEvent<LayOut[]>) => this.layOut(event.detail)}
      @jw-line-left=${() => this.boardElement?.focus()}
    ></jw-door-line>`;
  }

  private get footing(): Parameters<typeof planFoot>[0] {
    const { words, reference, language, says, clashes } = this;
    const takeBack = this.savedAs === null ? null : this.takeBackSaved;
    return { words, reference, language, says, clashes, takeBack, decide: (theirs) => this.decide(theirs) };
  }

  private bar(): TemplateResult {
    return html`<jw-door-bar
      .steps=${this.book.strokes.length}
      ?redoable=${this.book.undone.length > 0}
      ?saving=${this.saving}
      .today=${this.reference.deployment.today}
      @jw-doors-undo=${() => this.take(takeBack(this.book))}
      @jw-doors-redo=${() => this.take(bringBack(this.book))}
      @jw-doors-drop=${this.drop}
      @jw-doors-save=${(event: CustomEvent<SaveTerms>) => this.save(event.detail)}
    ></jw-door-bar>`;
  }

  private readonly drop = () => {
    this.take(openBook(this.book.plan));
    this.clashes = [];
    this.say('');
  };

  private sheets(): TemplateResult {
    return html`<jw-door-sheets
      class="sheets"
      .reference=${this.reference}
      .draft=${this.book.draft}
      .name=${this.name}
      .address=${this.plan.address ?? ''}
      @jw-sheets-left=${() => {
        this.printing = false;
      }}
    ></jw-door-sheets>`;
  }

  private say(says: string): void {
    this.says = says;
    this.savedAs = null;
  }

  private readonly go = (event: CustomEvent<Place>) => {
    this.place = event.detail;
  };

  /** Draws what the line says so far. */
  private foresee(acts: readonly LayOut[]): void {
    if (acts.length === 0) {
      this.preview = null;
      return;
    }
    try {
      this.preview = { draft: write(this.book, acts).draft };
    } catch (error) {
      this.preview = { refusal: wordsOf(error, this.language) };
    }
  }

  private async layOut(acts: readonly LayOut[]): Promise<void> {
    this.preview = null;
    this.stroke(acts);
    await this.updateComplete;
    this.boardElement?.focus();
  }

  /** Does acts as one stroke, where there are any; says why where they cannot be done. */
  private stroke(acts: readonly DoorAct[], otherwise = ''): void {
    if (acts.length === 0) {
      this.say(otherwise);
      return;
    }
    try {
      this.take(write(this.book, acts));
      this.say('');
    } catch (error) {
      this.say(wordsOf(error, this.language));
    }
  }

  private command(command: DoorCommand): void {
    const board = drawBoard(this.book.draft);
    const place = placeIn(board, this.place);
    const block = blockOf(board, place);
    const [one] = block;
    const { doors } = this.words;
    if (!one) return;
    if (command.kind === 'open') {
      this.openHousehold(one.door.household_id);
      return;
    }
    if (!this.plan.editable) return;
    const nothing = { join: doors.nothingToJoin, split: doors.nothingToSplit } as Record<string, string>;
    this.stroke(actsOf(command, board, place), nothing[command.kind]);
    if (command.kind !== 'state') return;
    const name = codeName(this.reference, 'door-state', command.state, this.language);
    this.say(doors.marked(formatCount(block.length, this.language), name));
  }

  private async rename(name: string): Promise<void> {
    const board = drawBoard(this.book.draft);
    const found = cellAt(board, placeIn(board, this.place).at);
    if (!found) return;
    const { unit_no, door } = found.cell.door;
    this.stroke([{ kind: 'rename', unit_no, door, name }]);
    const key = keyOf({ unit_no, door: name.trim() });
    this.place = { at: key, anchor: key };
    await this.updateComplete;
    this.boardElement?.focus();
  }

  private openHousehold(id: number | null): void {
    if (id === null) {
      this.say(this.words.doors.notKept);
      return;
    }
    const { theme, language } = this.#view.value;
    location.assign(`/${formatHash({ ...initialState, theme, language, selection: { kind: 'household', id } })}`);
  }

  private async save(terms: SaveTerms): Promise<void> {
    this.#terms = terms;
    this.saving = true;
    const { bar } = this.words.doors;
    try {
      const { plan, strokes } = this.book;
      const json = { ...terms, seen: seenOf(plan), acts: strokes.flat() as never };
      const done = await answer(api['door-plans'][':id'].$put({ param: { id: String(plan.building_id) }, json }));
      this.take(openBook(done.plan));
      this.clashes = [];
      this.say(done.change_id === null ? bar.same : bar.saved(formatCount(done.plan.doors.length, this.language)));
      this.savedAs = done.change_id;
    } catch (error) {
      this.say((error as Error).message);
      if (error instanceof ApiError && error.status === 409 && error.field === 'seen') await this.compare();
    } finally {
      this.saving = false;
    }
  }

  /** Somebody was quicker: fetches what they wrote, and keeps ours upon it. */
  private async compare(): Promise<void> {
    const now = await answer(api['door-plans'][':id'].$get({ param: { id: String(this.plan.building_id) } }));
    this.clashes = clashesOf(this.book, now);
    const { book, lost } = moveTo(now, this.book.strokes);
    this.take(book);
    if (lost > 0) this.say(this.words.doors.bar.lost(formatCount(lost, this.language)));
  }

  private decide(theirs: boolean): void {
    const doors = this.clashes.map((clash) => clash.theirs);
    this.clashes = [];
    if (theirs) this.take(moveTo(this.book.plan, withoutMarks(this.book.strokes, doors)).book);
    if (this.book.strokes.length > 0) void this.save(this.#terms);
    else this.say(this.words.doors.bar.kept);
  }

  private readonly takeBackSaved = async () => {
    const [change_id, param] = [this.savedAs!, { id: String(this.plan.building_id) }];
    try {
      const { plan } = await answer(api['door-plans'][':id'].undo.$post({ param, json: { change_id } }));
      this.take(moveTo(plan, this.book.strokes).book);
      this.say(this.words.doors.bar.takenBack);
    } catch (error) {
      this.say((error as Error).message);
    }
  };

  private readonly warn = (event: BeforeUnloadEvent) => {
    if (this.book.strokes.length > 0) event.preventDefault();
  };

  private readonly press = (event: KeyboardEvent) => {
    if (this.printing) return;
    const target = event.composedPath()[0] as HTMLElement;
    const writing = target.matches('input, select, textarea');
    if ((event.ctrlKey || event.metaKey) && !event.altKey) this.pressWithControl(event, writing);
    if (writing || event.altKey || event.ctrlKey || event.metaKey) return;
    const command = target.matches('[role="gridcell"]') ? commandOf(event.key) : null;
    if (event.key === '/' && this.plan.editable) this.lineElement?.focus();
    else if (command) this.command(command);
    else if (this.plan.editable && event.key.toLowerCase() === 'r' && target.matches('[role="gridcell"]'))
      void this.sideElement?.rename();
    else return;
    event.preventDefault();
  };

  private pressWithControl(event: KeyboardEvent, writing: boolean): void {
    const key = event.key.toLowerCase();
    if (key === 's') this.barElement?.save();
    else if (writing) return;
    else if (key === 'z' && !event.shiftKey) this.take(takeBack(this.book));
    else if (key === 'y' || key === 'z') this.take(bringBack(this.book));
    else if (key === 'a') this.place = wholeOf(drawBoard(this.book.draft));
    else return;
    event.preventDefault();
  }
}
