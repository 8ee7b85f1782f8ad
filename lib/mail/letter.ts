export type LetterWords = {
  lead: string;
  rows: [name: string, value: string][];
  link: string;
  linkWords: string;
  library: string;
};

/** The one form of all our mails, as text and as HTML: plain enough for every mail program, no images, no outside styles. */
export const letter = (words: LetterWords, locale: string): { text: string; html: string } => ({
  text: asText(words),
  html: asHtml(words, locale),
});

const asText = ({ lead, rows, link, linkWords, library }: LetterWords) =>
  [lead, '', ...rows.map(([name, value]) => `${name}: ${value}`), '', `${linkWords}:`, link, '', library, ''].join(
    '\n',
  );

function asHtml({ lead, rows, link, linkWords, library }: LetterWords, locale: string): string {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:left;padding:4px 16px 4px 0;font-weight:600;vertical-align:top">${escapeHtml(name)}</th><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  );
  return `<!doctype html><html lang="${locale}"><body style="margin:0;padding:24px;background:#f7f3ea;color:#20251f;font-family:Georgia,serif;font-size:16px;line-height:1.5"><div style="max-width:36rem;margin:0 auto"><p>${escapeHtml(lead)}</p><table style="border-collapse:collapse">${cells.join('')}</table><p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#17493a;color:#ffffff;padding:10px 18px;text-decoration:none;border-radius:3px">${escapeHtml(linkWords)}</a></p><p>${escapeHtml(library)}</p></div></body></html>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
