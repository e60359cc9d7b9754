import { html, nothing, type TemplateResult } from 'lit';
import type { PlanDoor } from '../../../server/api/door-plans/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import type { Clash } from './draft-book.ts';

/** What the page says last, with the way back from a save; or the doors that two have changed, to be decided upon. */
export function planFoot(given: {
  words: Messages;
  reference: Reference;
  language: LanguageChoice;
  says: string;
  clashes: readonly Clash[];
  takeBack: (() => void) | null;
  decide: (theirs: boolean) => void;
}): TemplateResult {
  const { words, reference, language, says, clashes, takeBack, decide } = given;
  const { bar, clash } = words.doors;
  if (clashes.length === 0) {
    return html`<p class="says note">
      <span role="status">${says}</span>
      ${takeBack ? html`<button class="link" @click=${takeBack}>${bar.takeBack}</button>` : nothing}
    </p>`;
  }
  const name = (door: PlanDoor) => codeName(reference, 'door-state', door.door_state, language);
  return html`<section class="clash" role="alert">
    <strong>${clash.title}</strong>
    <ul>
      ${clashes.map(({ theirs, mine }) => html`<li>${clash.row(theirs.door, name(theirs), name(mine))}</li>`)}
    </ul>
    <div>
      <button class="outlined" @click=${() => decide(false)}>${clash.mine}</button>
      <button class="outlined" @click=${() => decide(true)}>${clash.theirs}</button>
    </div>
  </section>`;
}
