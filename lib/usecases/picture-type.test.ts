import { expect, test } from 'vitest';
import { pictureType } from './picture-type';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['a JPEG', '\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
  ['a PNG', '\x89PNG\r\n\x1a\n\x00', 'image/png'],
  ['a WebP', 'RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['a GIF', 'GIF89a', null],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', null],
  ['a web page', '<!doctype html><script>', null],
  ['a sound in RIFF', 'RIFF\x24\x00\x00\x00WAVEfmt ', null],
  ['half a PNG', '\x89PNG', null],
  ['nothing', '', null],
])('%s', (_, content, type) => {
  expect(pictureType(bytes(content))).toBe(type);
});
