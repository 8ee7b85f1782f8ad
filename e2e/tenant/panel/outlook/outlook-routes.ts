import type { Route } from '../../router';
import { peopleRoute } from '../people-route';
import { answerInvitation, changeFromPage, createFromPage, deleteFromPage } from './acts';
import { moveByDrag, resizeByDrag } from './drag-acts';
import { eventPage } from './event-page';
import { mailboxesPage } from './mailboxes-page';
import { newEventPage } from './new-page';
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
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/delete', deleteFromPage, 'event.delete'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/respond', answerInvitation, 'event.respond'),
];
