import { html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { icon } from '../../elements/icon.ts';
import type { Piece } from '../../elements/parts.ts';

/** What a place to drop files on says and does. */
interface Drop {
  /** Whether a file is held over it. */
  over: boolean;
  small?: boolean;
  title: Piece;
  /** What stands between the title and the button. */
  note?: Piece;
  pick: string;
  hover: (over: boolean) => void;
  take: (files: File[]) => void;
}

/** A place to drop a file on, with a button that chooses one. */
export function fileDrop({ over, small = false, title, note = '', pick, hover, take }: Drop): TemplateResult {
  const drag = (event: DragEvent) => {
    event.preventDefault();
    hover(event.type !== 'dragleave');
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    hover(false);
    take([...(event.dataTransfer?.files ?? [])]);
  };
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    take([...(input.files ?? [])]);
    // The same file can be chosen again.
    input.value = '';
  };
  const press = (event: Event) => {
    const box = (event.currentTarget as HTMLElement).closest('.drop')!;
    box.querySelector<HTMLInputElement>('input[type="file"]')!.click();
  };
  return html`<div class=${classMap({ drop: true, over, small })} @dragenter=${drag} @dragover=${drag} @dragleave=${drag} @drop=${drop}>
    ${icon('bringIn')}
    <strong>${title}</strong>
    ${note}
    <button class="outlined" type="button" @click=${press}>${pick}</button>
    <input type="file" hidden tabindex="-1" aria-label=${pick} @change=${choose} />
  </div>`;
}
