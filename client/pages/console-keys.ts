import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { closeTool, select, toggleTool } from '../state/actions.ts';
import { mayOpen } from '../state/session.ts';
import { store } from '../state/store.ts';
import type { Step } from './breadcrumb.ts';
import { parentStep } from './breadcrumb.ts';
import type { Detail } from './detail.ts';
import { isTyping } from './focus.ts';
import { type Command, commandOf } from './shortcuts.ts';
import { siblingOf } from './siblings.ts';

/** What the keys work on. */
export interface KeyHost extends ReactiveControllerHost {
  readonly steps: readonly Step[];
  readonly detail: Detail | null;
  focusSearch(): void;
  zoomBy(delta: number): void;
}

/** Carries out the console's shortcuts while it is on the page. */
export class ConsoleKeys implements ReactiveController {
  constructor(private readonly host: KeyHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#press);
  }

  #press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, altKey, ctrlKey, metaKey } = event;
    const command = commandOf({ key, altKey, ctrlKey, metaKey, typing: isTyping(event) });
    if (!command) return;
    // The map zooms by these keys itself while it has the focus.
    const zooms = command.do === 'zoom_in' || command.do === 'zoom_out';
    if (zooms && event.composedPath()[0] instanceof HTMLCanvasElement) return;
    event.preventDefault();
    this.#carryOut(command);
  };

  #carryOut(command: Command): void {
    switch (command.do) {
      case 'search':
        this.host.focusSearch();
        break;
      case 'help':
        toggleTool('help');
        break;
      case 'tool':
        if (mayOpen(command.tool)) toggleTool(command.tool);
        break;
      case 'zoom_in':
        this.host.zoomBy(1);
        break;
      case 'zoom_out':
        this.host.zoomBy(-1);
        break;
      case 'up':
        this.#up();
        break;
      case 'escape':
        if (store.state.tool) closeTool();
        else this.#up();
        break;
      case 'previous':
        void this.#sibling(-1);
        break;
      case 'next':
        void this.#sibling(1);
        break;
    }
  }

  /** One level up; from the root the panel closes. */
  #up(): void {
    if (store.state.selection) select(parentStep(this.host.steps)?.selection ?? null);
  }

  async #sibling(step: 1 | -1): Promise<void> {
    const { detail } = this.host;
    if (detail?.kind !== 'area') return;
    // Without an answer the reader stays where he is.
    const area_code = await siblingOf(detail.data.area, step).catch(() => null);
    if (area_code) select({ kind: 'area', area_code });
  }
}
