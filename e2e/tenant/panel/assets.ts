import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Style and script of the pages, served by the tenant itself; the address changes with the content, so that copies may be kept. */
export const ASSETS = ['base.css', 'calendar.css', 'calendar.js'] as const;
export type AssetName = (typeof ASSETS)[number];

const assets = new Map(ASSETS.map((name) => [name, readAsset(name)]));

export function assetAddress(name: AssetName): string {
  return `/_panel/${name}?v=${assets.get(name)?.version ?? ''}`;
}

export function assetAnswer(name: AssetName): Response {
  return new Response(assets.get(name)?.text ?? '', {
    headers: {
      'Content-Type': `${name.endsWith('.css') ? 'text/css' : 'text/javascript'}; charset=utf-8`,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function readAsset(name: AssetName) {
  const text = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}
