import type { Mailbox } from '../store/mailbox';
import type { World } from '../world';

export function importCalendar(_world: World, _mailbox: Mailbox, _text: string, _options: { settled: boolean }) {
  return { imported: 0 };
}
