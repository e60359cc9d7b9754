import type { Page } from 'playwright-core';

/** What has the focus, seen through shadow roots: its text, role and tag. */
export function focused(page: Page): Promise<{ tag: string; role: string | null; text: string }> {
  return page.evaluate(async () => {
    // Elements move the focus once they have rendered.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return {
      tag: active?.tagName.toLowerCase() ?? '',
      role: active?.getAttribute('role') ?? null,
      text: active?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
    };
  });
}

/** Presses Tab until the focus stands on what is wanted. */
export async function tabTo(
  page: Page,
  wanted: (focus: Awaited<ReturnType<typeof focused>>) => boolean,
  most = 80,
): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    if (wanted(await focused(page))) return;
  }
  throw new Error(`Tab did not reach it in ${most} presses; the focus is on ${JSON.stringify(await focused(page))}`);
}
