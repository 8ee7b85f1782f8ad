/** What a file of a certificate or a key says, as PEM: text as it is, and the same in its binary form (DER) written out. */
export function pemOfFile(bytes: Uint8Array, label: 'CERTIFICATE' | 'PRIVATE KEY'): string {
  // DER begins with a SEQUENCE; no text of these begins with "0".
  if (bytes[0] !== 0x30) return new TextDecoder('latin1').decode(bytes);
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
