/** Text that is already HTML. Everything else put into a template is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | undefined | false | Piece[];

export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let text = strings[0] ?? '';
  pieces.forEach((piece, at) => {
    text += written(piece) + (strings[at + 1] ?? '');
  });
  return new Html(text);
}

export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function written(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(written).join('');
  if (piece === null || piece === undefined || piece === false) return '';
  return escapeText(String(piece));
}
