import { type EmbedLook, lookQuery } from './embed-look';

/** What a widget shows: whom or what, by the name or number that stands in its address. */
export type EmbedWhat = { kind: EmbedKind; value: string };
export type EmbedKind = (typeof EMBED_KINDS)[number];

/** As `data-…` of the widget's element, in the order in which they are offered. */
export const EMBED_KINDS = ['group', 'person', 'location'] as const;

/** Where each is embedded, and where the same is without a frame. `public/embed.js` knows the first. */
const PATHS: Record<EmbedKind, { framed: string; open: (value: string) => string }> = {
  group: { framed: 'appointments', open: (slug) => `/appointments/${slug}` },
  person: { framed: 'appointments', open: (slug) => `/appointments/${slug}` },
  location: { framed: 'locations', open: (id) => `/appointments/locations/${id}` },
};

/** The page for a frame: path and query, without an origin. */
export function embedPath({ kind, value }: EmbedWhat, look: EmbedLook): string {
  const asked = Object.entries(lookQuery(look)).flatMap(([name, one]) => (one ? [[name, one]] : []));
  const query = new URLSearchParams(asked);
  return `/embed/${PATHS[kind].framed}/${encodeURIComponent(value)}${query.size > 0 ? `?${query}` : ''}`;
}

export type Snippets = Record<'script' | 'iframe' | 'link' | 'csp', string>;

/** What an admin copies. `home`: our own origin; `label`: what the link says, which names the frame as well. */
export function embedSnippets(home: string, what: EmbedWhat, look: EmbedLook, label: string): Snippets {
  const link = `<a href="${home}${escaped(PATHS[what.kind].open(what.value))}">${escaped(label)}</a>`;
  const data = [[what.kind, what.value], ...Object.entries(lookQuery(look))]
    .filter(([name, value]) => value && name !== 'host')
    .map(([name, value]) => ` data-${name}="${escaped(value ?? '')}"`);
  const src = escaped(`${home}${embedPath(what, look)}`);
  return {
    script: [
      `<div class="carrel-widget"${data.join('')}>`,
      `  ${link}`,
      '</div>',
      `<script src="${home}/embed.js" async></script>`,
    ].join('\n'),
    iframe: `<iframe src="${src}" title="${escaped(label)}" width="100%" height="700" loading="lazy" style="border: 0"></iframe>`,
    link,
    csp: `script-src ${home}; frame-src ${home}`,
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
