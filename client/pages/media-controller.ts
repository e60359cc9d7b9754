import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether a media query holds; the host renders anew when that changes. */
export class MediaController implements ReactiveController {
  #list: MediaQueryList;

  constructor(
    private readonly host: ReactiveControllerHost,
    media: string,
  ) {
    this.#list = window.matchMedia(media);
    host.addController(this);
  }

  get matches(): boolean {
    return this.#list.matches;
  }

  hostConnected(): void {
    this.#list.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#list.removeEventListener('change', this.#changed);
  }

  #changed = (): void => this.host.requestUpdate();
}
