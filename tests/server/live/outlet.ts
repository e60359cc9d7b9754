import type { Outlet, Screen } from '../../../server/live/hub.ts';

/** A connection that keeps what is written to it. */
export class FakeOutlet {
  text = '';
  /** Bytes that the other side has not read. */
  writableLength = 0;
  /** True: the other side reads nothing. */
  stuck = false;
  ended = false;
  destroyed = false;
  /** The very bytes of each writing. */
  writings: unknown[] = [];

  write(bytes: unknown): boolean {
    if (this.ended || this.destroyed) throw new Error('written to after the end');
    this.writings.push(bytes);
    this.text += String(bytes);
    if (this.stuck) this.writableLength += (bytes as Buffer).length;
    return true;
  }
  end(last?: unknown): this {
    if (last !== undefined) this.text += String(last);
    this.ended = true;
    return this;
  }
  destroy(): this {
    this.destroyed = true;
    return this;
  }

  /** The events so far, each as `kind id data`, and forgets them. */
  events(): string[] {
    const blocks = this.text.split('\n\n').filter(Boolean);
    this.text = '';
    return blocks.map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '-';
      return `${field('event')} ${field('id')} ${field('data')}`;
    });
  }
}

/** A screen on a connection of its own; `coarse`: a display's. */
export function fakeScreen(areas: string[], credential = 'a', coarse = false): { screen: Screen; outlet: FakeOutlet } {
  const outlet = new FakeOutlet();
  return { outlet, screen: { outlet: outlet as unknown as Outlet, areas, credential, coarse } };
}
