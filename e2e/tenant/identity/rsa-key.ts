import { checkPrimeSync, createHash, createPrivateKey, type KeyObject } from 'node:crypto';

const EXPONENT = 65537n;

/** An RSA key of 2048 bits made from a text: the same in every process, so that answers stay the same too. No secret. */
export function rsaKeyFrom(text: string): KeyObject {
  const p = primeFrom(`${text}:p`);
  const q = primeFrom(`${text}:q`);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const jwk = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const written = Object.fromEntries(Object.entries(jwk).map(([name, value]) => [name, base64url(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...written }, format: 'jwk' });
}

function primeFrom(text: string): bigint {
  const part = (at: number) => createHash('sha512').update(`${text}:${at}`).digest('hex');
  let candidate = BigInt(`0x${part(0)}${part(1)}`) | (3n << 1022n) | 1n;
  while (!checkPrimeSync(candidate) || (candidate - 1n) % EXPONENT === 0n) candidate += 2n;
  return candidate;
}

function inverse(of: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, of % modulus];
  let [before, factor] = [0n, 1n];
  while (current > 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous % current];
    [before, factor] = [factor, before - quotient * factor];
  }
  return ((before % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
