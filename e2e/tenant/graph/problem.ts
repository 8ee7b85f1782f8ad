/** A refusal in Graph's own words; handlers throw it, the pipeline writes it out. */
export class GraphProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The documents spell the inner error in two ways, and show it one deeper with a more precise code. */
export type ErrorBodyForm = 'innerError' | 'innererror' | 'nested';
type About = { at: string; requestId: string; clientId: string; form: ErrorBodyForm };

export function problemResponse(problem: GraphProblem, about: About) {
  const facts = {
    date: about.at.slice(0, 19),
    'request-id': about.requestId,
    'client-request-id': about.clientId,
  };
  const inner =
    about.form === 'innererror'
      ? { innererror: facts }
      : { innerError: about.form === 'nested' ? { code: problem.code, innerError: facts, ...facts } : facts };
  const error = { code: problem.code, message: problem.message, ...problem.extra, ...inner };
  return Response.json({ error }, { status: problem.status, headers: problem.headers });
}

export const unauthorized = (message: string) => new GraphProblem(401, 'InvalidAuthenticationToken', message);
export const badRequest = (message: string) => new GraphProblem(400, 'BadRequest', message);
export const invalidRequest = (message: string) => new GraphProblem(400, 'ErrorInvalidRequest', message);
export const itemNotFound = () =>
  new GraphProblem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
export const accessDenied = () =>
  new GraphProblem(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
export const malformedId = () => new GraphProblem(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
export const propertyInvalid = () =>
  new GraphProblem(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
export const unreadableBody = (message: string) => new GraphProblem(400, 'RequestBodyRead', message);
export const tooLarge = () =>
  new GraphProblem(413, 'RequestEntityTooLarge', 'The maximum request length supported is 4MB.');
export const unknownZone = (name: string) =>
  new GraphProblem(400, 'TimeZoneNotSupportedException', `A time zone could not be resolved: ${name}`);
export const unknownSegment = (segment: string) => badRequest(`Resource not found for the segment '${segment}'.`);
export const unknownProperty = (name: string, type: string) =>
  badRequest(`Could not find a property named '${name}' on type 'Microsoft.OutlookServices.${type}'.`);
export const throttledProblem = (status: number, code: string, message: string, retryAfter: string | null) =>
  new GraphProblem(status, code, message, {}, retryAfter === null ? {} : { 'Retry-After': retryAfter });
