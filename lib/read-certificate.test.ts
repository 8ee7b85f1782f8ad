import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { pemOfFile } from './pem-of-file';
import { readCertificate } from './read-certificate';
import { selfSigned } from './self-signed';

const NOW = new Date('2026-11-22T09:00:00Z');
const year = (of: number) => new Date(Date.UTC(of, 0, 1));

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const signed = (key: KeyObject, from = year(2026), until = year(2028)) =>
  selfSigned(key, { name: 'Library', serial: Buffer.from([7]), from, until });
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const KEY = rsa(2048);
const OTHER = rsa(2048);
const CERTIFICATE = signed(KEY);
const read = (certificate: string, privateKey: string) => readCertificate({ certificate, privateKey }, NOW);

test('a certificate and its key are taken, in the older form of keys too, and kept as PKCS #8', () => {
  const taken = { ok: true, credential: { kind: 'certificate', certificate: CERTIFICATE, privateKey: pemOf(KEY) } };
  expect(read(CERTIFICATE, pemOf(KEY))).toEqual(taken);
  expect(read(CERTIFICATE.replaceAll('\n', '\r\n'), ` ${pemOf(KEY).replaceAll('\n', '\r\n')} `)).toEqual(taken);
  expect(read(CERTIFICATE, KEY.export({ type: 'pkcs1', format: 'pem' }).toString())).toEqual(taken);
});

test('of a chain that of the key counts, and one file may hold both', () => {
  const chain = `Bag Attributes\n${signed(OTHER)}subject=CN = Library\n${CERTIFICATE}`;
  expect(read(chain, pemOf(KEY))).toMatchObject({ ok: true, credential: { certificate: CERTIFICATE } });
  expect(read(`${pemOf(KEY)}${chain}`, '')).toMatchObject({ ok: true, credential: { privateKey: pemOf(KEY) } });
});

test('binary files are read as their text form', () => {
  const key = pemOfFile(KEY.export({ type: 'pkcs8', format: 'der' }), 'PRIVATE KEY');
  expect(createPrivateKey(key).equals(KEY)).toBe(true);
  expect(pemOfFile(Buffer.from(CERTIFICATE), 'CERTIFICATE')).toBe(CERTIFICATE);
});

const locked = KEY.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
const lockedBefore = KEY.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const broken = CERTIFICATE.replace(/[A-Za-z0-9]{20}/, 'A'.repeat(20));

test.each([
  ['nothing', '', '', { certificate: 'required', privateKey: 'required' }],
  ['other text', 'hello', 'hello', { certificate: 'not_certificate', privateKey: 'not_private_key' }],
  ['a certificate that is none', broken, pemOf(KEY), { certificate: 'not_certificate' }],
  ['a key that is none', CERTIFICATE, pemOf(KEY).replace(/M/g, 'A'), { privateKey: 'not_private_key' }],
  ['a locked key', CERTIFICATE, locked, { privateKey: 'key_has_passphrase' }],
  ['a locked key in the older form', CERTIFICATE, lockedBefore, { privateKey: 'key_has_passphrase' }],
  ['another kind of key', CERTIFICATE, pemOf(curve), { privateKey: 'key_not_rsa' }],
  ['a short key', CERTIFICATE, pemOf(rsa(1024)), { privateKey: 'key_too_short' }],
  ['another one’s key', CERTIFICATE, pemOf(OTHER), { privateKey: 'key_mismatch' }],
  ['expired', signed(KEY, year(2024), year(2025)), pemOf(KEY), { certificate: 'certificate_expired' }],
  ['not good yet', signed(KEY, year(2027), year(2028)), pemOf(KEY), { certificate: 'certificate_not_yet' }],
])('refused by its field: %s', (_, certificate, privateKey, problems) => {
  expect(read(certificate, privateKey)).toEqual({ ok: false, problems });
});
