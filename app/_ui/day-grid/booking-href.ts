/** Fills `/spaces/{id}?start={start}&end={end}`; a choice without an end leaves its parameter out. */
export function bookingHref(template: string, choice: { id: number; start: string; end?: string }): string {
  const withEnd = choice.end
    ? template.replaceAll('{end}', encodeURIComponent(choice.end))
    : template.replace(/&[^&=]*=\{end\}/, '').replace(/\?[^&=]*=\{end\}&?/, '?');
  return withEnd.replaceAll('{id}', String(choice.id)).replaceAll('{start}', encodeURIComponent(choice.start));
}
