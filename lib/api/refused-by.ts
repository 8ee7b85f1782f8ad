import type { Refusal } from '@/lib/refusal';
import { type ApiRefusal, refused } from './api-answer';

/** A use case's no that no sentence of LibCal's is about: reading has little to refuse once its request is read. */
export const refusedBy = ({ code }: Refusal): ApiRefusal =>
  code === 'not_allowed' ? refused('This client may not ask for that.', 403) : refused('Invalid value.');
