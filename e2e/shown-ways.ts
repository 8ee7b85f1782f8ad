import type { APIRequestContext } from '@playwright/test';

/**
 * Follows every way behind the counter that somebody is shown, from page to page, one of each kind: '403 /admin/people from
 * /admin' for each that is not theirs, and '/desk/today: a form' for each page with something to send, if they are to have
 * none.
 */
export async function waysThatRefuse(asker: APIRequestContext, starts: string[], { forms = true } = {}) {
  const wrong: string[] = [];
  const seen = new Set<string>();
  let next = starts.map((path) => ({ path, from: 'the beginning' }));
  while (next.length > 0) {
    const fresh = next.filter(({ path }) => !seen.has(kindOf(path)) && seen.add(kindOf(path)));
    const found = await Promise.all(
      fresh.map(async ({ path, from }) => {
        const answer = await asker.get(path);
        if (!answer.ok()) wrong.push(`${answer.status()} ${path} from ${from}`);
        if (!answer.ok() || !answer.headers()['content-type']?.includes('html')) return [];
        const page = await answer.text();
        const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
        if (!forms && /<form[^>]* method="post"/i.test(main)) wrong.push(`${path}: a form`);
        return [...page.matchAll(WAY)].map(([, href = '']) => ({ path: href.replaceAll('&amp;', '&'), from: path }));
      }),
    );
    next = found.flat();
  }
  return { wrong, pages: seen.size };
}

/** A link to a page behind the counter, without its place on the page. */
const WAY = /<a [^>]*href="(\/(?:admin|desk)(?:[/?][^"#]*)?)["#]/g;

/** '/admin/spaces/12?date=…' as '/admin/spaces/N'; one mail and one booking stand for all. */
const kindOf = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/\/\d+/g, '/N')
    .replace(/\/(bookings|mails)\/\w+/, '/$1/N');
