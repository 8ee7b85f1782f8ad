import type { PictureType } from '@/lib/db/pictures';

const starts: [PictureType, (byte: (place: number) => number | undefined) => boolean][] = [
  ['image/jpeg', (byte) => byte(0) === 0xff && byte(1) === 0xd8 && byte(2) === 0xff],
  ['image/png', (byte) => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((one, place) => byte(place) === one)],
  // "RIFF", four bytes of length, "WEBP".
  ['image/webp', (byte) => [...'RIFF????WEBP'].every((one, place) => one === '?' || byte(place) === one.charCodeAt(0))],
];

/** What a file is by its first bytes, whatever its name or sender says; null: nothing that is shown here. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  return starts.find(([, is]) => is((place) => bytes[place]))?.[0] ?? null;
}
