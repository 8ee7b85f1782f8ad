import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, frameOptions, homeAddress, loginOrigins } from './content-security-policy';

const page = { nonce: 'abc', path: '/spaces', loginOrigins: 'https://login.microsoftonline.com' };

describe('the content security policy', () => {
  it('lets only scripts with the nonce of this request run', () => {
    const policy = contentSecurityPolicy(page);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("style-src-elem 'self' 'nonce-abc';");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
  });

  it('allows forms to end at the sign-in service', () => {
    expect(contentSecurityPolicy(page)).toContain("form-action 'self' https://login.microsoftonline.com;");
  });

  it('lets nobody frame a page, whatever the list of embedding sites says', () => {
    const paths = [
      '/',
      '/spaces',
      '/admin/embeds',
      '/appointments/ada-lindgren',
      '/bookings/abc',
      '/embed.js',
      '/embedded',
    ];
    for (const path of paths) {
      const policy = contentSecurityPolicy({ ...page, path, embedOrigins: ['https://a.example'] });
      expect(policy, path).toMatch(/frame-ancestors 'none'$/);
      expect(frameOptions(path, ['https://a.example']), path).toBe('DENY');
    }
  });

  it('lets listed sites and our own pages frame the embedded pages, and nobody else', () => {
    const embed = { ...page, path: '/embed/spaces' };
    const two = ['https://a.example', 'http://localhost:8080'];
    expect(contentSecurityPolicy({ ...embed, embedOrigins: two })).toMatch(
      /; frame-ancestors 'self' https:\/\/a\.example http:\/\/localhost:8080$/,
    );
    expect(frameOptions('/embed/spaces', two)).toBeNull();
    expect(contentSecurityPolicy(embed)).toMatch(/frame-ancestors 'self'$/);
    expect(frameOptions('/embed', [])).toBe('SAMEORIGIN');
  });

  it('takes nothing into the list that is no exact origin, whatever the database holds', () => {
    const odd = ['*', 'https://*.example', "https://a.example;script-src 'unsafe-inline'", 'https://b.example'];
    expect(contentSecurityPolicy({ ...page, path: '/embed/spaces', embedOrigins: odd })).toMatch(
      /frame-ancestors 'self' https:\/\/b\.example$/,
    );
  });

  it('relaxes scripts and styles only in development', () => {
    const policy = contentSecurityPolicy({ ...page, development: true });
    expect(policy).toContain("'unsafe-eval'");
    expect(policy).toContain("connect-src 'self' ws:");
  });
});

describe('the origin of the sign-in service', () => {
  it('is the configured one without its path, else that of the public cloud', () => {
    expect(loginOrigins('http://127.0.0.1:4365/')).toBe('http://127.0.0.1:4365');
    const all =
      'https://login.microsoftonline.com https://login.microsoftonline.us https://login.partner.microsoftonline.cn';
    expect(loginOrigins(undefined)).toBe(all);
    expect(loginOrigins('nonsense')).toBe(all);
  });
});

describe('the home address of a page', () => {
  const at = (host: string, path: string, query = '') => homeAddress({ host, path, query }, 'http://localhost:3000');

  it('is at localhost when asked at 127.0.0.1, with path and query kept', () => {
    expect(at('127.0.0.1:3000', '/spaces', '?date=2026-11-21')).toBe('http://localhost:3000/spaces?date=2026-11-21');
    expect(at('127.0.0.1', '/')).toBe('http://localhost:3000/');
  });

  it('is where it was asked at any other host', () => {
    expect(at('localhost:3000', '/spaces')).toBeNull();
    expect(homeAddress({ host: '127.0.0.1:3000', path: '/', query: '' }, 'https://book.example')).toBeNull();
    expect(homeAddress({ host: '127.0.0.1:3000', path: '/', query: '' }, undefined)).toBeNull();
  });

  it('leaves programs alone', () => {
    expect(at('127.0.0.1:3000', '/api/health')).toBeNull();
    expect(at('127.0.0.1:3000', '/1.1/space/item/1')).toBeNull();
    expect(at('127.0.0.1:3000', '/apiary')).toBe('http://localhost:3000/apiary');
  });
});
