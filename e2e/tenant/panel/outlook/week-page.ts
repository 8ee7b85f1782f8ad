import { dateOfDay, dayOfDate } from '../../calendar/days';
import type { Call } from '../../router';
import { type Html, html } from '../html';
import { page } from '../layout';
import { saidNotice } from './said';
import { openView, sharedWithViewer, type View } from './view';
import { weekData } from './week-data';
import { longDate, mondayOf, offsetText, readDate, spanOfDay, todayIn } from './week-days';
import { hoursOf, weekGrid } from './week-grid';
import { SHOW_AS_WORDS } from './words';

export function weekPage(call: Call): Response {
  const view = openView(call);
  if (view instanceof Response) return view;
  const { url, world } = call;
  const today = todayIn(view.zone, world.clock.now());
  const wanted = readDate(url.searchParams.get('week'));
  const day = wanted ? dayOfDate(wanted) : today;
  const monday = mondayOf(day);
  const wantsAll = url.searchParams.get('hours') === 'all';
  const week = weekData(view.calendar, view.zone, monday);
  const { displayName } = view.mailbox.user;
  return page({
    title: `${displayName}, week of ${dateOfDay(monday)}`,
    at: '/outlook',
    assets: ['calendar.css', 'calendar.js'],
    body: html`<p class="soft small">${view.mailbox.user.upn}${view.isOwner ? null : ` · seen by ${view.viewer.displayName}, who may ${RIGHT_WORDS[view.rights]}`}</p>
<h1>${displayName}: week of ${longDate(monday, true)}</h1>
${saidNotice(url)}
${toolbar(view, monday, day, wantsAll)}
${calendarChooser(call, view)}
${weekGrid(view, week, hoursOf(week, wantsAll), world.clock)}
<div class="under"><p class="soft small">Times are in ${view.mailbox.timeZone} (${zoneText(view, monday)}).</p>${legend()}</div>
${view.rights === 'write' && html`<form method="post" id="dragged" data-week="${dateOfDay(monday)}" hidden><input type="hidden" name="date"><input type="hidden" name="time"></form>`}`,
  });
}

const RIGHT_WORDS = {
  freeBusy: 'see when it is free or busy',
  limited: 'see titles and places',
  read: 'see everything that is not private',
  write: 'see and change it',
};

function toolbar(view: View, monday: number, day: number, wantsAll: boolean): Html {
  const hours: Record<string, string> = wantsAll ? { hours: 'all' } : {};
  const to = (offset: number) => view.link('', { week: dateOfDay(monday + offset), ...hours });
  const week = dateOfDay(monday);
  return html`<div class="actions tools">
${view.rights === 'write' && html`<a class="button" href="${view.link('/new', { date: dateOfDay(day) })}">New event</a>`}
<a class="button second" href="${to(-7)}" rel="prev">Previous week</a>
<a class="button second" href="${view.link('', hours)}">This week</a>
<a class="button second" href="${to(7)}" rel="next">Next week</a>
<form method="get" action="/outlook/${view.mailbox.user.upn}" class="goto"><label for="week">Go to date</label><input id="week" name="week" type="date" value="${dateOfDay(day)}">${[...new URL(view.link(), 'http://local').searchParams].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit" class="second">Go</button></form>
<a href="${view.link('', wantsAll ? { week } : { week, hours: 'all' })}">${wantsAll ? 'Usual hours' : 'All 24 hours'}</a>
${view.isOwner && html`<a href="${view.link('/import')}">Import a file</a><a href="${view.link('/deleted')}">Deleted items</a>`}
</div>`;
}

/** The mailbox's own calendars, and those of others that its owner may see. */
function calendarChooser({ world }: Call, view: View): Html {
  const at = `/outlook/${view.viewer.upn}`;
  const own = view.isOwner ? [...view.mailbox.calendars.values()] : [];
  const shared = sharedWithViewer(world, view.viewer);
  const current = html`aria-current="true"`;
  return html`<nav class="calendars" aria-label="Calendars"><ul>
${!view.isOwner && html`<li><a href="${at}">${view.viewer.displayName}</a></li>`}
${own.map((one) => html`<li><a href="${one.isDefault ? at : `${at}?calendar=${encodeURIComponent(one.id)}`}" ${one === view.calendar && current}>${one.name}</a></li>`)}
${shared.map(({ mailbox, rights }) => html`<li><a href="/outlook/${mailbox.user.upn}?as=${view.viewer.upn}" ${mailbox === view.mailbox && current}>${mailbox.user.displayName}</a> <span class="soft small">shared${rights === 'write' ? '' : ', to read'}</span></li>`)}
${view.isOwner && html`<li><a href="${at}/calendars">Add a calendar</a></li>`}
</ul></nav>`;
}

function zoneText({ zone }: View, monday: number): string {
  const first = offsetText(zone, spanOfDay(zone, monday).fromMs);
  const last = offsetText(zone, spanOfDay(zone, monday + 6).toMs);
  return `${zone}, ${first === last ? first : `${first}, then ${last}`}`;
}

function legend(): Html {
  return html`<ul class="plain legend small" aria-label="How events are shown">${Object.entries(SHOW_AS_WORDS).map(([kind, words]) => html`<li><span class="event ${kind}" aria-hidden="true"></span>${words}</li>`)}</ul>`;
}
