const sheet = new CSSStyleSheet();

/** Sets what stands at the head of every printed page but the first, at the left and at the right; null: nothing. */
export function setRunningHead(head: { left: string; right: string } | null): void {
  const others = document.adoptedStyleSheets.filter((each) => each !== sheet);
  if (!head) {
    document.adoptedStyleSheets = others;
    return;
  }
  const line = 'font-size: 8.5pt; color: #46525c; vertical-align: bottom; padding-bottom: 4mm;';
  // The boxes at the edge of a page take text from a style sheet only.
  sheet.replaceSync(`@page report {
    @top-left { content: ${quoted(head.left)}; ${line} }
    @top-right { content: ${quoted(head.right)}; ${line} }
  }
  @page report:first {
    @top-left { content: none; }
    @top-right { content: none; }
  }`);
  document.adoptedStyleSheets = [...others, sheet];
}

/** A text as a string of CSS. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;
}
