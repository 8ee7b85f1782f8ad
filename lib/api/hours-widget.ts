import { z } from 'zod';
import { isLocale, type Locale } from '@/lib/messages/locales';
import { viewLocationHours } from '@/lib/usecases/view-location-hours';
import { widgetHtml } from './hours-widget-html';
import { widgetJson } from './hours-widget-json';
import { paddedDate } from './params';
import { queryOf } from './read-request';

/** Today, one date, or whole weeks from the Sunday before or on today. */
export type HoursWidget = 'today' | 'date' | 'grid';

/** Somebody else's site reads it, so it may not be older than this. */
const KEEP_SECONDS = 60;
const MOST_WEEKS = 53;

/** Only a name, so that nothing but a call can come of it. */
const CALLBACK = /^[A-Za-z_$][\w$]{0,99}(\.[A-Za-z_$][\w$]{0,99}){0,4}$/;

const ids = z.string().regex(/^\s*\d{0,9}(\s*,\s*\d{1,9})*\s*$/);

/**
 * LibCal's hours for web sites, which ask without a token (libcal-api §6.2): what everybody may know anyway. JSON, with
 * `callback` as a call of that name, or a piece of HTML where `format` is anything else. `iid` says which library is meant at
 * LibCal; there is one here.
 */
export async function answerHoursWidget(request: Request, widget: HoursWidget, now = new Date()): Promise<Response> {
  const query = queryOf(new URL(request.url));
  const lids = ids.safeParse(query.lid ?? query.lids ?? '');
  if (!lids.success) return said('invalid "lid" value', 'text/plain', 400);
  const callback = query.callback || query.jsoncallback;
  if (callback && !CALLBACK.test(callback)) return said('invalid "callback" value', 'text/plain', 400);
  const asked = lids.data.split(',').map(Number).filter(Boolean);
  const answer = await viewLocationHours(
    { kind: 'guest' },
    { ...(asked.length > 0 && { ids: asked }), ...datesOf(widget, query) },
    now,
  );
  if (!answer.ok) return said('invalid "date" value', 'text/plain', 400);
  const locale = isLocale(query.lang) ? query.lang : 'en';
  if (query.format !== 'json') return said(widgetHtml(widget, answer.value, locale), 'text/html');
  const json = scriptSafe(JSON.stringify(widgetJson(widget, answer.value, locale satisfies Locale)));
  if (!callback) return said(json, 'application/json');
  return said(`/**/ typeof ${callback} === 'function' && ${callback}(${json});`, 'text/javascript');
}

function datesOf(widget: HoursWidget, query: Record<string, string>) {
  const from = query.date ? paddedDate(query.date.trim()) : undefined;
  if (widget === 'today') return {};
  if (widget === 'date') return { from };
  return { from, weeks: Math.min(MOST_WEEKS, Math.max(1, Math.trunc(Number(query.weeks ?? 1)) || 1)) };
}

/** What JSON allows and scripts take for the end of a line, or HTML for the end of a script. */
const scriptSafe = (json: string) =>
  json.replace(/[\u2028\u2029<]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const said = (body: string, type: string, status = 200) =>
  new Response(body, {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': status === 200 ? `public, max-age=${KEEP_SECONDS}` : 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      // Looked at by itself it is a page that loads nothing; only /embed is made for frames.
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
  });
