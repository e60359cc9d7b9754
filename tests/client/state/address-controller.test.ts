import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AddressController } from '../../../client/state/address-controller.ts';
import { initialState, store } from '../../../client/state/store.ts';

/** The window of a page at an address, as far as it is read. */
class FakeWindow extends EventTarget {
  readonly location = { hash: '#due&area_code=990106001001&lang=en' };

  move(hash: string): void {
    this.location.hash = hash;
    this.dispatchEvent(new Event('hashchange'));
  }
}

describe('the address of a page as its elements read it', () => {
  let page: FakeWindow;
  beforeEach(() => {
    page = new FakeWindow();
    vi.stubGlobal('window', page);
    vi.stubGlobal('location', page.location);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    store.update(initialState);
  });

  function element(moved?: () => void) {
    const host = { addController: vi.fn(), requestUpdate: vi.fn() };
    return { host, address: new AddressController(host as unknown as ReactiveControllerHost, moved) };
  }

  it('is what it says, and renders anew with every change for as long as the element stands on the page', () => {
    const moved = vi.fn();
    const { host, address } = element(moved);
    address.hostConnected();
    expect([address.section, address.rest]).toEqual(['due', { area_code: '990106001001' }]);
    page.move('#sets');
    expect([address.section, address.rest]).toEqual(['sets', {}]);
    expect([host.requestUpdate.mock.calls.length, moved.mock.calls.length]).toEqual([1, 1]);
    address.hostDisconnected();
    page.move('#today');
    expect([address.section, host.requestUpdate.mock.calls.length]).toEqual(['sets', 1]);
    // An element that comes back reads what it missed.
    address.hostConnected();
    expect(address.section).toBe('today');
  });

  it('leads to other sections in the dress of the page', () => {
    const { address } = element();
    store.update({ theme: 'night', language: 'en' });
    expect(address.link({ rest: { state: 'overdue' } })).toBe('#due&theme=night&lang=en&state=overdue');
    expect(address.link({ section: 'sets' })).toBe('#sets&theme=night&lang=en');
    store.update(initialState);
    expect(address.link({ section: '' })).toBe('#');
    address.go({ section: 'today' });
    expect(page.location.hash).toBe('#today');
  });

  it('keeps the first of two changes that follow each other before the browser has told of either', () => {
    const { address } = element();
    address.hostConnected();
    address.go({ rest: { ...address.rest, encoding: 'gbk' } });
    address.go({ rest: { ...address.rest, datum: 'gcj02' } });
    expect(address.rest).toEqual({ area_code: '990106001001', encoding: 'gbk', datum: 'gcj02' });
  });
});
