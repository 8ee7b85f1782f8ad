/**
 * A QR code (ISO/IEC 18004), made here since nothing of ours may be asked of other servers: bytes in UTF-8, error
 * correction M, versions 1 to 6, the mask of least penalty. Up to 106 bytes: an address fits.
 */

/** By version from 1 on: data codewords of all blocks, error correction codewords of each, blocks (all of one size). */
const VERSIONS = [
  [16, 10, 1],
  [28, 16, 1],
  [44, 26, 1],
  [64, 18, 2],
  [86, 24, 2],
  [108, 16, 4],
] as const;

/** Dark modules as true, row by row; null: longer than fits. No quiet zone: whoever draws it leaves four modules. */
export function qrModules(text: string): boolean[][] | null {
  const bytes = new TextEncoder().encode(text);
  const version = VERSIONS.findIndex(([data]) => bytes.length <= data - 2) + 1;
  const sizes = VERSIONS[version - 1];
  if (!sizes) return null;
  const drawn = functionPatterns(version);
  placeData(drawn, codewords(bytes, sizes));
  return bestMask(drawn);
}

/** As an SVG path of unit squares, without quiet zone: `M0 0h1v1h-1z…` */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}

// --------------------------------------------------------------------------------------------------------- codewords

const EXP: number[] = [];
const LOG: number[] = [];
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = value;
  LOG[value] = power;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}
const times = (a: number, b: number) => (a && b ? (EXP[((LOG[a] ?? 0) + (LOG[b] ?? 0)) % 255] ?? 0) : 0);

/** The remainder of Reed–Solomon's division: `count` codewords that go with `data`. */
export function errorCorrection(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let power = 0; power < count; power++) {
    const next = new Array<number>(generator.length + 1).fill(0);
    for (const [at, factor] of generator.entries()) {
      next[at] = (next[at] ?? 0) ^ factor;
      next[at + 1] = (next[at + 1] ?? 0) ^ times(factor, EXP[power] ?? 0);
    }
    generator = next;
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < data.length; at++) {
    const lead = rest[at] ?? 0;
    for (const [offset, factor] of generator.entries())
      rest[at + offset] = (rest[at + offset] ?? 0) ^ times(lead, factor);
  }
  return rest.slice(data.length);
}

/** Mode, length, bytes, padding; then the blocks and their corrections, interleaved. */
function codewords(bytes: Uint8Array, [size, correction, blocks]: (typeof VERSIONS)[number]): number[] {
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data: number[] = [];
  for (let at = 0; at < nibbles.length; at += 2) data.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0));
  for (let pad = 0xec; data.length < size; pad ^= 0xfd) data.push(pad);
  const each = size / blocks;
  const parts = Array.from({ length: blocks }, (_, block) => data.slice(block * each, (block + 1) * each));
  const interleaved = (rows: number[][]) => (rows[0] ?? []).flatMap((_, at) => rows.map((row) => row[at] ?? 0));
  return [...interleaved(parts), ...interleaved(parts.map((part) => errorCorrection(part, correction)))];
}

// ----------------------------------------------------------------------------------------------------------- drawing

type Drawing = { size: number; dark: boolean[][]; fixed: boolean[][] };

function functionPatterns(version: number): Drawing {
  const size = 17 + 4 * version;
  const grid = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const drawing = { size, dark: grid(), fixed: grid() };
  const draw = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    set(drawing.dark, x, y, dark);
    set(drawing.fixed, x, y, true);
  };
  for (let at = 0; at < size; at++) {
    draw(at, 6, at % 2 === 0);
    draw(6, at, at % 2 === 0);
  }
  const square = (cx: number, cy: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) draw(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  if (version > 1) square(size - 7, size - 7, 2, (ring) => ring !== 1);
  drawFormat(drawing, 0);
  return drawing;
}

/** Level M and the mask, with their own correction, twice; and the module that is always dark. */
function drawFormat({ size, dark, fixed }: Drawing, mask: number): void {
  let rest = mask;
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const draw = (x: number, y: number, at: number) => {
    set(dark, x, y, at < 0 || ((bits >> at) & 1) === 1);
    set(fixed, x, y, true);
  };
  for (let at = 0; at < 15; at++) {
    const [x, y] = at < 6 ? [8, at] : at < 8 ? [8, at + 1] : at === 8 ? [7, 8] : [14 - at, 8];
    draw(x, y, at);
    if (at < 8) draw(size - 1 - at, 8, at);
    else draw(8, size - 15 + at, at);
  }
  draw(8, size - 8, -1);
}

/** Upwards and downwards in columns of two, from the right; the vertical timing pattern is stepped over. */
function placeData({ size, dark, fixed }: Drawing, words: readonly number[]): void {
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y]?.[x]) continue;
        set(dark, x, y, (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1);
        bit += 1;
      }
    }
  }
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function bestMask(drawing: Drawing): boolean[][] {
  const masked = MASKS.map((mask, number) => {
    const dark = drawing.dark.map((row, y) => row.map((one, x) => (drawing.fixed[y]?.[x] ? one : one !== mask(x, y))));
    drawFormat({ ...drawing, dark }, number);
    return { dark, penalty: penaltyOf(dark) };
  });
  return masked.reduce((best, one) => (one.penalty < best.penalty ? one : best)).dark;
}

/** The four rules of the standard: runs, squares, shapes like a finder, and how far from half of it is dark. */
function penaltyOf(dark: readonly boolean[][]): number {
  const size = dark.length;
  const columns = dark.map((_, x) => dark.map((row) => row[x] ?? false));
  let penalty = 0;
  for (const line of [...dark, ...columns]) {
    const text = line.map((one) => (one ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...text.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const one = dark[y]?.[x];
      if (one === dark[y]?.[x + 1] && one === dark[y + 1]?.[x] && one === dark[y + 1]?.[x + 1]) penalty += 3;
    }
  const share = (dark.flat().filter(Boolean).length * 100) / (size * size);
  return penalty + 10 * Math.floor(Math.abs(share - 50) / 5);
}

function set(grid: boolean[][], x: number, y: number, value: boolean): void {
  const row = grid[y];
  if (row) row[x] = value;
}
