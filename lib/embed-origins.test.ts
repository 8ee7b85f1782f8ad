import { describe, expect, it } from 'vitest';
import { embedOrigin, isEmbedOrigin } from './embed-origins';

const origin = (text: string) => {
  const answer = embedOrigin(text);
  return answer.ok ? answer.origin : answer.problem;
};

describe('a site that may frame', () => {
  it.each([
    ['https://www.library.example', 'https://www.library.example'],
    ['  HTTPS://WWW.Library.Example/ ', 'https://www.library.example'],
    ['https://library.example:443', 'https://library.example'],
    ['https://library.example:8443', 'https://library.example:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is kept as its exact origin', (typed, kept) => {
    expect(origin(typed)).toBe(kept);
  });

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['www.library.example', 'not_origin'],
    ['ftp://library.example', 'not_origin'],
    ['javascript:alert(1)', 'not_origin'],
    ['https://', 'not_origin'],
    ['https://user:secret@library.example', 'not_origin'],
    ["https://library.example;script-src'unsafe-inline'", 'not_origin'],
    ['https://a.example,https://b.example', 'not_origin'],
    ['https://a.example https://b.example', 'not_origin'],
    ['https://*.library.example', 'origin_wildcard'],
    ['*', 'origin_wildcard'],
    ['https://library.example/help/ask', 'origin_with_path'],
    ['https://library.example/?a=b', 'origin_with_path'],
    ['https://library.example#top', 'origin_with_path'],
    ['https://library.example?', 'origin_with_path'],
    ['http://library.example', 'origin_not_https'],
    ['http://localhost.evil.example', 'origin_not_https'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(origin(typed)).toBe(problem);
  });

  it('counts in its exact form only', () => {
    expect(isEmbedOrigin('https://www.library.example')).toBe(true);
    expect(isEmbedOrigin('https://www.library.example/')).toBe(false);
    expect(isEmbedOrigin('https://*.library.example')).toBe(false);
  });
});
