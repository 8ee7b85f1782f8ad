import type { Call } from '../router';
import { type AssetName, assetAddress } from './assets';
import { type Html, html } from './html';

export type PageOptions = {
  title: string;
  body: Html;
  status?: number;
  headers?: Record<string, string>;
  /** `narrow` for sign-in and consent, where one thing is asked. */
  width?: 'wide' | 'narrow';
  /** No way out to other pages while a question is open. */
  bare?: boolean;
  /** The page of the navigation that this one belongs to. */
  at?: '/' | '/portal' | '/outlook' | '/outbox' | '/_control';
  /** Style and script beside the common sheet. */
  assets?: AssetName[];
};

const PAGES = [
  ['/', 'Home'],
  ['/portal', 'Portal'],
  ['/outlook', 'Outlook'],
  ['/outbox', 'Outbox'],
  ['/_control', 'Control'],
] as const;

/** Nothing from elsewhere, no script in the page; styles of elements place the events of the calendar. */
const POLICY =
  "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'";
/** A question may be answered to another address, by a form that sends itself. */
const BARE_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");

export function page(options: PageOptions): Response {
  const { title, body, status = 200, headers = {}, width = 'wide', bare = false, assets = [] } = options;
  const styles = (['base.css', ...assets] as AssetName[]).filter((name) => name.endsWith('.css'));
  const scripts = assets.filter((name) => name.endsWith('.js'));
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Stand-in tenant</title>
<link rel="icon" href="data:,">
${styles.map((name) => html`<link rel="stylesheet" href="${assetAddress(name)}">`)}
${scripts.map((name) => html`<script src="${assetAddress(name)}" defer></script>`)}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><p class="band"><strong>Stand-in tenant · not Microsoft.</strong> Nothing here leaves this machine.</p>
${bare ? null : navigation(options.at)}</header>
<main id="main" class="${width}">
${body}
</main>
</body>
</html>
`.text;
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': bare ? BARE_POLICY : `${POLICY}; form-action 'self'`,
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
}

export function redirect(to: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { Location: to, 'Cache-Control': 'no-store', ...headers } });
}

export function notFoundPage({ url }: Call): Response {
  return page({
    title: 'Not found',
    status: 404,
    body: html`<h1>Not found</h1><p>There is nothing at <code>${url.pathname}</code>. <a href="/">All pages of the stand-in tenant</a></p>`,
  });
}

export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}

function navigation(at: PageOptions['at']): Html {
  const carrel = process.env.DEMO_CARREL_URL;
  return html`<nav class="pages" aria-label="Stand-in tenant"><ul>
${PAGES.map(([to, name]) => html`<li><a href="${to}" ${to === at && html`aria-current="page"`}>${name}</a></li>`)}
${carrel && html`<li><a href="${carrel}">Back to Carrel</a></li>`}
</ul></nav>`;
}
