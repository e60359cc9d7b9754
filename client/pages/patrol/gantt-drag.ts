import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Movement below which a press is no drag, px. */
const LEAST_PX = 6;

/** Dragging a stop to the row of another squad. */
export class GanttDrag implements ReactiveController {
  /** Number of the row that it would be dropped on; null: it is not being dragged to another. */
  target: number | null = null;
  #end: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end?.();
  }

  /**
   * Begins at a press; whatever is let go over another row is dropped there, and Escape leaves it.
   * @param from number of the row that it comes from.
   */
  begin(event: PointerEvent, from: number, drop: (number: number) => void): void {
    if (event.button !== 0) return;
    this.#end?.();
    const stop = event.currentTarget as HTMLElement;
    const start = event.clientY;
    const abort = new AbortController();
    const { signal } = abort;
    this.#end = () => {
      abort.abort();
      stop.style.removeProperty('translate');
      this.#aim(null);
    };
    window.addEventListener('pointermove', (moved) => this.#move(moved, stop, start, from), { signal });
    window.addEventListener(
      'pointerup',
      () => {
        const { target } = this;
        this.#end?.();
        if (target !== null) drop(target);
      },
      { signal },
    );
    window.addEventListener('pointercancel', () => this.#end?.(), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#end?.(), { signal });
  }

  #move({ clientX, clientY }: PointerEvent, stop: HTMLElement, start: number, from: number): void {
    const moved = clientY - start;
    if (Math.abs(moved) < LEAST_PX) {
      this.#aim(null);
      return;
    }
    stop.style.setProperty('translate', `0 ${moved}px`);
    const under = (this.host.shadowRoot as ShadowRoot)
      .elementsFromPoint(clientX, clientY)
      .map((element) => element.closest<HTMLElement>('.row-of'))
      .find((row) => row !== null);
    const number = Number(under?.dataset.number);
    this.#aim(under && number !== from ? number : null);
  }

  #aim(target: number | null): void {
    if (target === this.target) return;
    this.target = target;
    this.host.requestUpdate();
  }
}
