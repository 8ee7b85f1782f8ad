import { answerRequest } from '@/lib/api/answer-request';

export const dynamic = 'force-dynamic';

/** The same as at /1.1: programs written for older versions of LibCal ask here. */
const answer = (request: Request) => answerRequest(request);

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
