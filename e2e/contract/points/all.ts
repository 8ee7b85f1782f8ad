import type { Question } from '../question';
import { DELTA_QUESTIONS } from './delta';
import { ETAG_QUESTIONS } from './etag';
import { LIMIT_QUESTIONS } from './limits';
import { MARKER_QUESTIONS } from './marker';
import { NOTIFICATION_QUESTIONS } from './notifications';
import { MEETING_QUESTIONS } from './online-meeting';
import { PERSON_QUESTIONS } from './person';
import { ROOM_QUESTIONS } from './room';
import { TRANSACTION_QUESTIONS } from './transaction-id';
import { VIEW_QUESTIONS } from './view';

/** Every open question, in the order of the table. */
export const QUESTIONS: readonly Question[] = [
  ...TRANSACTION_QUESTIONS,
  ...ETAG_QUESTIONS,
  ...MARKER_QUESTIONS,
  ...DELTA_QUESTIONS,
  ...PERSON_QUESTIONS,
  ...ROOM_QUESTIONS,
  ...NOTIFICATION_QUESTIONS,
  ...LIMIT_QUESTIONS,
  ...VIEW_QUESTIONS,
  ...MEETING_QUESTIONS,
];
