import type { Route } from '../router';
import { answerInvitation, changeFromPage, createFromPage, deleteFromPage } from './outlook-acts';
import { eventPage, newEventPage } from './outlook-event';
import { mailboxesPage, weekPage } from './outlook-week';
import { peopleRoute } from './people-route';

export const outlookRoutes: Route[] = [
  peopleRoute('GET', '/outlook', mailboxesPage),
  peopleRoute('GET', '/outlook/{mailbox}', weekPage),
  peopleRoute('GET', '/outlook/{mailbox}/new', newEventPage),
  peopleRoute('POST', '/outlook/{mailbox}/new', createFromPage, 'event.create'),
  peopleRoute('GET', '/outlook/{mailbox}/events/{event}', eventPage),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}', changeFromPage, 'event.update'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/delete', deleteFromPage, 'event.delete'),
  peopleRoute('POST', '/outlook/{mailbox}/events/{event}/respond', answerInvitation, 'event.respond'),
];
