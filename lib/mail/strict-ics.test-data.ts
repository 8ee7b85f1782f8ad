/**
 * A second reader beside ical.js, strict where that is lenient: every line ends with CRLF and holds 75 octets at most
 * (RFC 5545 §3.1), names and parameters keep to the grammar, components close in order, nothing follows the end.
 */
export type StrictComponent = { name: string; properties: StrictProperty[]; components: StrictComponent[] };
export type StrictProperty = { name: string; parameters: Record<string, string>; value: string };

export function readStrictIcs(text: string): StrictComponent {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare CR or LF in: ${line}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`longer than 75 octets: ${line}`);
  }
  const lines = physical
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(contentLine);
  const open: StrictComponent[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.name === 'BEGIN') {
      const component: StrictComponent = { name: line.value, properties: [], components: [] };
      open.at(-1)?.components.push(component);
      open.push(component);
      continue;
    }
    const inner = open.at(-1);
    if (!inner) throw new Error(`outside of any component: ${line.name}`);
    if (line.name !== 'END') inner.properties.push(line);
    else if (line.value !== inner.name) throw new Error(`${inner.name} is closed as ${line.value}`);
    else if (open.length > 1) open.pop();
    else if (at === lines.length - 1) return inner;
    else throw new Error('something follows the end');
  }
  throw new Error('not closed');
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;

function contentLine(line: string): StrictProperty {
  const [, name = '', parameters = '', value = ''] = LINE.exec(line) ?? [];
  if (!name) throw new Error(`not a content line: ${line}`);
  const pairs = [...parameters.matchAll(/;([A-Z0-9-]+)=((?:"[^"]*"|[^";])*)/g)];
  const named = pairs.map(([, key = '', text = '']) => [key, text.replaceAll('"', '')] as const);
  return { name, parameters: Object.fromEntries(named), value };
}
