/** The element that has the focus, through all shadow roots; null when nothing has. */
export function deepFocus(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

/** True when a host holds an element, through all shadow roots. */
export function holds(host: Node | null, element: Node | null): boolean {
  for (let node: Node | null = element; node && host; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    if (node === host || (node as HTMLElement).assignedSlot?.getRootNode() === (host as HTMLElement).shadowRoot)
      return true;
  }
  return false;
}

/** Puts the focus on the heading of a sheet's content, once it has rendered. */
export async function focusHeading(content: Element | null | undefined): Promise<void> {
  const element = content as (HTMLElement & { updateComplete?: Promise<unknown> }) | null | undefined;
  await element?.updateComplete;
  element?.shadowRoot?.querySelector<HTMLElement>('h2')?.focus();
}

/** True when a key press goes into a field that takes text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
