export type LetterLink = { href: string; words: string };

export type OtherWays = { title: string; links: readonly LetterLink[] };

export type LetterWords = {
  /** Plain text; a blank line begins a paragraph. `link` within it becomes one. */
  lead: string;
  /** A link has its address as value, which plain text shows; `words` stand for it in HTML. */
  rows: readonly (readonly [name: string, value: string, words?: string])[];
  link: string;
  linkWords: string;
  /** Other ways from here, each group under a word of its own. */
  more?: readonly OtherWays[];
  library: string;
};

/** The one form of all our mails, as text and as HTML: plain enough for every mail program, no images, no outside styles. */
export const letter = (words: LetterWords, locale: string): { text: string; html: string } => ({
  text: asText(words),
  html: asHtml(words, locale),
});

const asText = ({ lead, rows, link, linkWords, more = [], library }: LetterWords) =>
  [
    ...[lead, ''],
    ...(rows.length > 0 ? [...rows.map(([name, value]) => `${name}: ${value}`), ''] : []),
    ...[`${linkWords}:`, link, ''],
    ...more.flatMap(({ title, links }) => [`${title}:`, ...links.flatMap(({ href, words }) => [words, href]), '']),
    ...[library, ''],
  ].join('\n');

/** Dark where the reader's program is dark and reads styles; elsewhere the inline ones stand. Contrast at least 7:1 in both. */
const DARK = `@media (prefers-color-scheme: dark) {
body, .ground { background: #181c19 !important; color: #ece7dc !important; }
.sheet { background: #212723 !important; border-color: #3a433d !important; }
.name { color: #b9c2b8 !important; }
a.go { background: #a8d5c0 !important; color: #10261d !important; }
a.way { color: #a8d5c0 !important; }
}`;

const SERIF = "Georgia,'Times New Roman',serif";

function asHtml(words: LetterWords, locale: string): string {
  const { lead, rows, link, linkWords, more = [], library } = words;
  const paragraphs = lead.split(/\n{2,}/).map((one) => `<p style="margin:0 0 16px">${paragraph(one, link)}</p>`);
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(library)}</title><style>${DARK}</style></head><body class="ground" style="margin:0;padding:0;background:#f7f3ea;color:#20251f;font-family:${SERIF};font-size:16px;line-height:1.5"><div class="ground" style="padding:16px;background:#f7f3ea"><div class="sheet" style="max-width:576px;margin:0 auto;padding:24px;background:#fffdf8;border:1px solid #ddd5c3;border-radius:4px">${paragraphs.join('')}${table(rows)}<p style="margin:24px 0"><a class="go" href="${escapeHtml(link)}" style="display:inline-block;background:#17493a;color:#ffffff;padding:10px 18px;text-decoration:none;border-radius:3px">${escapeHtml(linkWords)}</a></p>${more.map(otherWays).join('')}<p class="name" style="margin:24px 0 0;color:#575d54">${escapeHtml(library)}</p></div></div></body></html>`;
}

const table = (rows: LetterWords['rows']) =>
  rows.length > 0 ? `<table style="border-collapse:collapse;margin:0 0 8px">${rows.map(row).join('')}</table>` : '';

const row = ([name, value, words]: LetterWords['rows'][number]) =>
  `<tr><th class="name" scope="row" style="text-align:left;padding:4px 16px 4px 0;font-weight:400;vertical-align:top;color:#575d54">${escapeHtml(name)}</th><td style="padding:4px 0;vertical-align:top;overflow-wrap:anywhere">${words ? wayTo(value, words) : escapeHtml(value)}</td></tr>`;

const wayTo = (href: string, words: string) =>
  `<a class="way" href="${escapeHtml(href)}" style="color:#17493a;overflow-wrap:anywhere">${escapeHtml(words)}</a>`;

/** Of what is typed, only our own address becomes a link: a name may look like one. */
function paragraph(text: string, link: string): string {
  const href = escapeHtml(link);
  return escapeHtml(text)
    .replaceAll(href, `<a class="way" href="${href}" style="color:#17493a;overflow-wrap:anywhere">${href}</a>`)
    .replaceAll('\n', '<br>');
}

function otherWays({ title, links }: OtherWays): string {
  const items = links.map(
    ({ href, words }) =>
      `<li style="padding:4px 0"><a class="way" href="${escapeHtml(href)}" style="color:#17493a">${escapeHtml(words)}</a></li>`,
  );
  return `<p style="margin:24px 0 4px;font-weight:600">${escapeHtml(title)}</p><ul style="margin:0 0 24px;padding-left:20px">${items.join('')}</ul>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
