import type { Call } from '../router';
import { type Html, html } from './html';
import { STYLE } from './style';

export type PageOptions = {
  title: string;
  body: Html;
  status?: number;
  headers?: Record<string, string>;
  /** `narrow` for sign-in and consent, where one thing is asked. */
  width?: 'wide' | 'narrow';
  /** No way out to other pages while a question is open. */
  bare?: boolean;
};

export function page({ title, body, status = 200, headers = {}, width = 'wide', bare = false }: PageOptions): Response {
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Stand-in tenant</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><p class="banner"><strong>Stand-in tenant</strong> — not Microsoft. Nothing here leaves this machine.</p></header>
${bare ? null : navigation()}
<main id="main" class="${width}">
${body}
</main>
</body>
</html>
`.text;
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
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

function navigation(): Html {
  const carrel = process.env.DEMO_CARREL_URL;
  return html`<nav aria-label="Stand-in tenant"><ul>
<li><a href="/">Home</a></li>
<li><a href="/portal">Portal</a></li>
<li><a href="/outlook">Outlook</a></li>
<li><a href="/outbox">Outbox</a></li>
${carrel && html`<li><a href="${carrel}">Back to Carrel</a></li>`}
</ul></nav>`;
}
