import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EMBED_KINDS, embedPath, embedSnippets } from './embed-snippets';

const home = 'https://book.library.example';

describe('what an admin copies', () => {
  it('is a widget with a link for when scripts are off, a frame, a link, and a line for the policy', () => {
    const look = { theme: 'dark', accent: '#aa0033', compact: true, lang: 'es' } as const;
    expect(embedSnippets(home, { kind: 'person', value: 'ada-lindgren' }, look, 'Book with Ada')).toEqual({
      script:
        '<div class="carrel-widget" data-person="ada-lindgren" data-theme="dark" data-accent="aa0033" data-compact="1" data-lang="es">\n' +
        '  <a href="https://book.library.example/appointments/ada-lindgren">Book with Ada</a>\n' +
        '</div>\n<script src="https://book.library.example/embed.js" async></script>',
      iframe:
        '<iframe src="https://book.library.example/embed/appointments/ada-lindgren?theme=dark&amp;accent=aa0033&amp;compact=1&amp;lang=es"' +
        ' title="Book with Ada" width="100%" height="700" loading="lazy" style="border: 0"></iframe>',
      link: '<a href="https://book.library.example/appointments/ada-lindgren">Book with Ada</a>',
      csp: 'script-src https://book.library.example; frame-src https://book.library.example',
    });
  });

  it('says only what was chosen, and takes names for words', () => {
    const { script, iframe, link } = embedSnippets(home, { kind: 'location', value: '3' }, {}, '"Books" & <more>');
    expect(script).toContain('<div class="carrel-widget" data-location="3">');
    expect(iframe).toContain('src="https://book.library.example/embed/locations/3" title="&quot;Books&quot; &amp;');
    expect(link).toContain('>&quot;Books&quot; &amp; &lt;more&gt;</a>');
  });
});

describe('the script on other sites', () => {
  const script = readFileSync('public/embed.js', 'utf8');

  it('stays small', () => {
    expect(Buffer.byteLength(script)).toBeLessThan(4096);
  });

  it('knows where each kind of widget lives', () => {
    for (const kind of EMBED_KINDS) {
      const [, path] = new RegExp(`\\b${kind}: '(\\w+)'`).exec(script) ?? [];
      expect(embedPath({ kind, value: 'x' }, {})).toBe(`/embed/${path}/x`);
    }
  });
});
