export type LetterLink = { href: string; words: string };

export type OtherWays = { title: string; links: readonly LetterLink[] };

export type LetterWords = {
  lead: string;
  rows: [name: string, value: string][];
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
    ...[lead, '', ...rows.map(([name, value]) => `${name}: ${value}`), '', `${linkWords}:`, link, ''],
    ...more.flatMap(({ title, links }) => [`${title}:`, ...links.flatMap(({ href, words }) => [words, href]), '']),
    ...[library, ''],
  ].join('\n');

function asHtml({ lead, rows, link, linkWords, more = [], library }: LetterWords, locale: string): string {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:left;padding:4px 16px 4px 0;font-weight:600;vertical-align:top">${escapeHtml(name)}</th><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  );
  return `<!doctype html><html lang="${locale}"><body style="margin:0;padding:24px;background:#f7f3ea;color:#20251f;font-family:Georgia,serif;font-size:16px;line-height:1.5"><div style="max-width:36rem;margin:0 auto"><p>${escapeHtml(lead)}</p><table style="border-collapse:collapse">${cells.join('')}</table><p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#17493a;color:#ffffff;padding:10px 18px;text-decoration:none;border-radius:3px">${escapeHtml(linkWords)}</a></p>${more.map(otherWays).join('')}<p>${escapeHtml(library)}</p></div></body></html>`;
}

function otherWays({ title, links }: OtherWays): string {
  const items = links.map(
    ({ href, words }) =>
      `<li style="padding:4px 0"><a href="${escapeHtml(href)}" style="color:#17493a">${escapeHtml(words)}</a></li>`,
  );
  return `<p style="margin:24px 0 4px;font-weight:600">${escapeHtml(title)}</p><ul style="margin:0 0 24px;padding-left:20px">${items.join('')}</ul>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
