/** What is written in a field of a form, trimmed; '' for a field that is not there. */
export function textOf(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? '').trim();
}
