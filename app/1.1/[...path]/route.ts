import { answerRequest } from '@/lib/api/answer-request';

export const dynamic = 'force-dynamic';

/** The API of LibCal 1.1 for other programs; the older addresses at /api/1.1 lead here too. */
const answer = (request: Request) => answerRequest(request);

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
