import type { ItemBody } from '@microsoft/microsoft-graph-types';
import type { EventFields } from '../store/event-types';

/** The body as a caller sees it: always a whole HTML document, unless text is asked for. */
type Body = Pick<EventFields, 'body' | 'bodyType'>;

const PREVIEW_LENGTH = 255;

/** `joinUrl`: the event is an online meeting, whose body ends with a block that leads there. */
export function bodyJson(fields: Body, wanted: 'text' | 'html' | null, joinUrl: string | null) {
  const block = joinUrl && !fields.body.includes(JOIN_PATH) ? joinUrl : null;
  if (wanted === 'text') {
    const text = textOf(fields);
    return { contentType: 'text', content: block ? `${text}\r\n\r\nJoin: ${block}\r\n` : text } satisfies ItemBody;
  }
  return { contentType: 'html', content: documentOf(fields, block) } satisfies ItemBody;
}

export function previewOf(fields: Body): string {
  return textOf(fields).slice(0, PREVIEW_LENGTH);
}

/** What a changed body must still hold for the meeting to stay online. */
export const JOIN_PATH = '/l/meetup-join/';

/** All copies of one meeting lead into the same room. */
export function joinUrlOf(iCalUId: string): string {
  return `https://teams.microsoft.com${JOIN_PATH}19%3ameeting_${iCalUId}%40thread.v2/0`;
}

function documentOf(fields: Body, block: string | null): string {
  const join = block ? `<div class="me-email-text"><a href="${block}">Join the meeting now</a></div>` : '';
  if (fields.bodyType === 'html' && /<html/i.test(fields.body)) {
    return join ? fields.body.replace(/<\/body>|$/i, (end) => join + end) : fields.body;
  }
  if (!fields.body && !join) return '';
  const inner = fields.bodyType === 'html' ? fields.body : `<pre>${escapeHtml(fields.body)}</pre>`;
  return `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${inner}${join}\r\n</body>\r\n</html>\r\n`;
}

function textOf(fields: Body): string {
  if (fields.bodyType === 'text') return fields.body;
  const text = fields.body.replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '').replace(/<[^>]*>/g, ' ');
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
