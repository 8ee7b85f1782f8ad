import type { ObservedAnswer } from '../dispatch';
import { type About, aboutOf } from './about';
import { ANSWERS } from './by-operation';
import { compare } from './compare';
import { guid } from './forms';
import { identityRefusal, idTokenClaims } from './identity';
import { codeSuits, refusalForm } from './refusal';

const IDENTITY = ['token', 'discovery', 'keys', 'userinfo', 'authorize', 'adminconsent', 'logout'];

/** How an answer differs from the contract, each difference in a line; none for what was injected as a fault. */
export function differencesOf(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  answer: ObservedAnswer,
  operation: string,
): string[] {
  if (answer.fault !== undefined) return [];
  const about = aboutOf(request);
  const isIdentity = IDENTITY.includes(operation);
  const isPage = isIdentity && !/json/.test(answer.headers.get('content-type') ?? '');
  if (isPage) return [];
  const headers = isIdentity ? identityHeaders(operation, answer) : graphHeaders(request, answer);
  const { body, problem } = readBody(answer);
  if (problem) return [...headers, problem];
  const isRefused = answer.status >= 400 && !ANSWERS[operation]?.[answer.status];
  return [...headers, ...(isRefused ? refusal : success)(operation, answer, body, about)];
}

function success(operation: string, { status }: ObservedAnswer, body: unknown, about: About): string[] {
  const check = ANSWERS[operation]?.[status];
  if (!check) return [`status: the contract knows no ${status} of ${operation}; write its schema from there`];
  const found = check(body, about);
  return operation === 'token' ? [...found, ...idTokenProblems(body)] : found;
}

function refusal(operation: string, { status, headers }: ObservedAnswer, body: unknown): string[] {
  if (operation === 'userinfo') return status === 401 ? [] : [`status: ${status} of userinfo`];
  if (IDENTITY.includes(operation)) return identityProblems(status, body);
  const form = refusalForm(body);
  const found = compare(form, body);
  if (found.length > 0) return found;
  const { error } = form.parse(body);
  const { code } = error;
  const traces = 'innerError' in error ? error.innerError : error.innererror;
  if (!codeSuits(status, code)) found.push(`error.code: the contract knows no ${code} with ${status}`);
  if (traces['request-id'] !== headers.get('request-id')) found.push('innerError.request-id: not the header’s');
  return found;
}

/** Codes whose status or error EO 3.6 leaves open. */
const UNCONFIRMED = [7000112, 70001, 700027, 65005, 650056, 650057, 50059];

function identityProblems(status: number, body: unknown): string[] {
  const found = compare(identityRefusal, body);
  if (found.length > 0) return found;
  const { error_codes: codes, error_description: text, error } = identityRefusal.parse(body);
  if (!text.startsWith(`AADSTS${codes[0]}:`))
    found.push('error_description: begins with another code than error_codes');
  const isClient = error === 'invalid_client';
  const isOpen = UNCONFIRMED.includes(codes[0] ?? 0);
  if (!isOpen && status < 500 && status !== 429 && isClient !== (status === 401))
    found.push(`status: ${status} with ${error}`);
  return found;
}

function idTokenProblems(body: unknown): string[] {
  const token = (body as { id_token?: string }).id_token;
  const [header, claims] = (token ?? '').split('.').map((part) => Buffer.from(part, 'base64url').toString());
  if (!token || !header || !claims) return [];
  const { alg, typ, kid } = JSON.parse(header);
  const isRight = alg === 'RS256' && typ === 'JWT' && typeof kid === 'string';
  return [
    ...(isRight ? [] : [`id_token: header ${header}`]),
    ...compare(idTokenClaims, JSON.parse(claims), 'id_token'),
  ];
}

function graphHeaders(request: Pick<Request, 'headers'>, { headers, body }: ObservedAnswer): string[] {
  const found = compare(guid, headers.get('request-id'), 'header request-id');
  const sent = request.headers.get('client-request-id');
  if (sent && headers.get('client-request-id') !== sent) found.push('header client-request-id: not what was sent');
  if (!headers.get('x-ms-ags-diagnostic')) found.push('header x-ms-ags-diagnostic: missing');
  if (Number.isNaN(Date.parse(headers.get('date') ?? ''))) found.push('header Date: missing');
  if (body && !/^application\/json;.*odata\.metadata=minimal/.test(headers.get('content-type') ?? ''))
    found.push(`header Content-Type: ${headers.get('content-type')}`);
  return found;
}

/** Of every answer of /token, refusals included (EO §3.3). */
function identityHeaders(operation: string, { headers }: ObservedAnswer): string[] {
  if (operation !== 'token') return [];
  const found: string[] = [];
  if (headers.get('cache-control') !== 'no-store, no-cache') found.push('header Cache-Control: not no-store, no-cache');
  if (headers.get('pragma') !== 'no-cache') found.push('header Pragma: not no-cache');
  if (headers.get('content-type') !== 'application/json; charset=utf-8')
    found.push(`header Content-Type: ${headers.get('content-type')}`);
  for (const name of ['x-ms-request-id', 'x-ms-clitelem', 'x-ms-ests-server'])
    if (!headers.get(name)) found.push(`header ${name}: missing`);
  return found;
}

function readBody({ body }: ObservedAnswer): { body?: unknown; problem?: string } {
  try {
    return { body: body === '' ? null : JSON.parse(body) };
  } catch {
    return { problem: `body: not JSON (found ${body.slice(0, 120)})` };
  }
}
