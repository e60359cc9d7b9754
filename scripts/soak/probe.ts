import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';

/** What a page takes, after its garbage was collected. */
export interface PageUse {
  heap_mb: number;
  /** Memory of typed arrays and buffers, which lie beside the heap. */
  buffers_mb: number;
  nodes: number;
  listeners: number;
  documents: number;
  /** What the process that runs the page has in memory, and the one that draws. */
  renderer_mb: number;
  graphics_mb: number;
}

const MEBIBYTE = 2 ** 20;
/** The collector gets what the first pass let go of in the second. */
const PASSES = 2;

/** Looks into a page from outside, by Chromium's own protocol. */
export class Probe {
  private constructor(
    private readonly page: CDPSession,
    private readonly browser: CDPSession,
  ) {}

  static async of(page: Page): Promise<Probe> {
    const session = await page.context().newCDPSession(page);
    const browser = await page.context().browser()!.newBrowserCDPSession();
    await session.send('HeapProfiler.enable');
    await session.send('Performance.enable');
    return new Probe(session, browser);
  }

  async sample(): Promise<PageUse> {
    for (let pass = 0; pass < PASSES; pass++) await this.page.send('HeapProfiler.collectGarbage');
    const heap = (await this.page.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    const { nodes, jsEventListeners, documents } = await this.page.send('Memory.getDOMCounters');
    const { processInfo } = await this.browser.send('SystemInfo.getProcessInfo');
    const largest = (type: string) =>
      Math.max(0, ...processInfo.filter((each) => each.type === type).map(({ id }) => residentBytes(id)));
    return {
      heap_mb: heap.usedSize / MEBIBYTE,
      buffers_mb: (heap.backingStorageSize ?? 0) / MEBIBYTE,
      nodes,
      listeners: jsEventListeners,
      documents,
      renderer_mb: largest('renderer') / MEBIBYTE,
      graphics_mb: largest('GPU') / MEBIBYTE,
    };
  }
}

/** What a process has in memory; 0 where the machine does not say. */
function residentBytes(id: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
