import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import { isTyping } from '../focus.ts';

/** Keys of the page: Ctrl+Z takes back, Ctrl+Shift+Z or Ctrl+Y does again, Escape looks at nothing. Fields keep their own. */
export class PatrolKeys implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly patrol: PatrolState,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#press);
  }

  #press = (event: KeyboardEvent): void => {
    if (isTyping(event) || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    if (key === 'escape') {
      // A sheet that lies over the page is closed by the same key.
      this.patrol.choose(null);
      return;
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    if (key === 'z' && !event.shiftKey) void this.patrol.undo();
    else if (key === 'y' || key === 'z') void this.patrol.redo();
    else return;
    event.preventDefault();
  };
}
