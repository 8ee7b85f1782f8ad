import { badRequest } from './problem';

/** Ids of single-value extended properties: `String {guid} Name X`, `Integer {guid} Id 0x8233`, `String 0x4001001E`. */
const GUID = '\\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}';
const TYPES =
  'ApplicationTime|Binary|Boolean|CLSID|Currency|Double|Float|Integer|Long|Object|Short|String|SystemTime'.split('|');
const NAMED = new RegExp(`^([A-Za-z]+) (${GUID}) Name (\\S.*)$`, 'i');
const NUMBERED = new RegExp(`^([A-Za-z]+) (${GUID}) Id (0x[0-9A-Fa-f]+)$`, 'i');
const TAGGED = /^([A-Za-z]+) (0x[0-9A-Fa-f]+)$/;

/** In one writing: type and GUID compare without case, a Name with it. Anything else is refused. */
export function extendedPropertyId(text: string): string {
  const named = NAMED.exec(text);
  if (named) return `${typeIn(text, named[1])} ${named[2]?.toLowerCase()} Name ${named[3]}`;
  const numbered = NUMBERED.exec(text);
  if (numbered) return `${typeIn(text, numbered[1])} ${numbered[2]?.toLowerCase()} Id ${numbered[3]?.toLowerCase()}`;
  const tagged = TAGGED.exec(text);
  if (tagged) return `${typeIn(text, tagged[1])} ${tagged[2]?.toLowerCase()}`;
  throw malformed(text);
}

function typeIn(text: string, name = ''): string {
  const type = TYPES.find((one) => one.toLowerCase() === name.toLowerCase());
  if (!type) throw malformed(text);
  return type;
}

function malformed(text: string) {
  return badRequest(`The property id '${text}' is invalid; it does not match the expected format.`);
}
