import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/**
 * A self-signed X.509 certificate (version 3, SHA-256 with RSA) in PEM: what an application shows Microsoft of its key
 * (entra-oauth §11). Node reads certificates but writes none, so the few fields are written here in DER (RFC 5280 §4.1).
 */
export function selfSigned(key: KeyObject, wish: { name: string; serial: Buffer; from: Date; until: Date }): string {
  const name = sequence(tagged(SET, sequence(COMMON_NAME, tagged(UTF8_STRING, Buffer.from(wish.name)))));
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(wish.serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(wish.from), time(wish.until)),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, key)]);
  const der = sequence(body, SHA256_WITH_RSA, tagged(BIT_STRING, signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const [SET, UTF8_STRING, BIT_STRING] = [0x31, 0x0c, 0x03];
const [COMMON_NAME, SHA256_WITH_RSA] = [
  Buffer.from('0603550403', 'hex'),
  Buffer.from('300d06092a864886f70d01010b0500', 'hex'),
];

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));

/** Never negative: a first bit of one is led by a zero. */
const integer = (bytes: Buffer): Buffer =>
  tagged(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

/** UTCTime up to 2049, as RFC 5280 asks. */
function time(at: Date): Buffer {
  const digits = at.toISOString().slice(0, 19).replace(/\D/g, '');
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : tagged(0x18, Buffer.from(`${digits}Z`));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
