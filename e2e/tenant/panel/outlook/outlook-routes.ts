import type { Route } from '../../router';
import { peopleRoute } from '../people-route';
import { answerInvitation, changeFromPage, createFromPage, deleteFromPage } from './acts';
import { addFromPage, calendarsPage, removeFromPage } from './calendars-page';
import { deletedPage, restoreFromPage } from './deleted-page';
import { moveByDrag, resizeByDrag } from './drag-acts';
import { eventPage } from './event-page';
import { changeFollowing, followingPage } from './following-page';
import { importFromPage, importPage } from './import-page';
import { mailboxesPage } from './mailboxes-page';
import { newEventPage } from './new-page';
import { copyFromPage, moveToCalendar } from './place-acts';
import { weekPage } from './week-page';

export const outlookRoutes: Route[] = [
  peopleRoute('GET', '/outlook', mailboxesPage),
  peopleRoute('GET', '/outlook/{mailbox}', weekPage),
  peopleRoute('GET', '/outlook/{mailbox}/new', (call) => newEventPage(call)),
  peopleRoute('POST', '/outlook/{mailbox}/new', createFromPage, 'event.create'),
  peopleRoute('GET', '/outlook/{mailbox}/events/{event}', (call) => eventPage(call)),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}', changeFromPage, 'event.update'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/move', moveByDrag, 'event.update'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/resize', resizeByDrag, 'event.update'),
  peopleRoute('GET', '/outlook/{mailbox}/events/{event}/following', (call) => followingPage(call)),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/following', changeFollowing, 'series.split'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/copy', copyFromPage, 'event.copy'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/move-calendar', moveToCalendar, 'event.move'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/delete', deleteFromPage, 'event.delete'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/respond', answerInvitation, 'event.respond'),
  peopleRoute('GET', '/outlook/{mailbox}/deleted', deletedPage),
  peopleRoute('POST', '/outlook/{mailbox}/deleted', restoreFromPage, 'event.restore'),
  peopleRoute('GET', '/outlook/{mailbox}/calendars', (call) => calendarsPage(call)),
  peopleRoute('POST', '/outlook/{mailbox}/calendars', addFromPage, 'calendar.create'),
  peopleRoute('POST', '/outlook/{mailbox}/calendars/remove', removeFromPage, 'calendar.delete'),
  peopleRoute('GET', '/outlook/{mailbox}/import', (call) => importPage(call)),
  peopleRoute('POST', '/outlook/{mailbox}/import', importFromPage, 'calendar.import'),
];
