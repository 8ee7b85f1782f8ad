import { DAY_MS, dateOfDay } from '../../calendar/days';
import { wallOf } from '../../calendar/zones';
import type { Clock } from '../../clock';
import { type Html, html } from '../html';
import type { Placed } from './columns';
import { eventCard } from './event-card';
import type { View } from './view';
import type { DayData, Piece, WeekData } from './week-data';
import { clockChange, longDate, timeOfMinutes } from './week-days';

/** The hours that are shown, in minutes: the usual ones, and as many more as events need. */
export type Hours = { from: number; to: number };

export function hoursOf({ earliest, latest }: WeekData, wantsAll: boolean): Hours {
  if (wantsAll) return { from: 0, to: 1440 };
  const from = Math.min(7 * 60, Math.floor(earliest / 60) * 60);
  return { from, to: Math.max(20 * 60, Math.ceil(latest / 60) * 60) };
}

/** Days across, hours down; on a narrow screen one day below the other, as lists. */
export function weekGrid(view: View, week: WeekData, hours: Hours, clock: Clock): Html {
  const nowWall = wallOf(view.zone, clock.now());
  const today = Math.floor(nowWall / DAY_MS);
  const minute = Math.floor((nowWall - today * DAY_MS) / 60_000);
  const rows = (hours.to - hours.from) / 60;
  return html`<div class="week" style="--rows:${rows};--lanes:${Math.max(1, week.lanes)}" data-from="${hours.from}" data-to="${hours.to}" data-new="${view.rights === 'write' && view.link('/new')}" data-events="${view.link('/events/')}" data-clock="${clock.isFrozen() ? 'frozen' : 'runs'}">
<div class="hours" aria-hidden="true">${hoursBetween(hours).map((at) => html`<span>${timeOfMinutes(at)}</span>`)}</div>
${week.days.map((day) => dayColumn(view, day, hours, day.day === today ? minute : null))}
</div>`;
}

function dayColumn(view: View, { day, bars, timed }: DayData, hours: Hours, nowMinute: number | null): Html {
  const date = dateOfDay(day);
  const name = longDate(day);
  const change = clockChange(view.zone, day);
  return html`<section class="day${nowMinute === null ? '' : ' today'}" aria-label="${name}">
<div class="head"><h2>${name}${nowMinute !== null && html` <span class="soft">today</span>`}</h2>${view.rights === 'write' && html`<a class="add" href="${view.link('/new', { date })}" aria-label="New event on ${name}">+</a>`}${change && html`<p class="small soft">${change}</p>`}</div>
<ul class="plain bars" data-date="${date}">${bars.map((bar) => html`<li style="grid-row:${bar.lane + 1}">${eventCard(view, day, bar)}</li>`)}</ul>
<div class="track" data-date="${date}">
${view.rights === 'write' && html`<div class="slots" aria-hidden="true">${hoursBetween(hours).map((at) => slot(view, date, at))}</div>`}
<ul class="plain">${inReadingOrder(timed).map((placed) => html`<li style="${place(placed, hours)}">${eventCard(view, day, placed.item)}</li>`)}</ul>
${nowMinute !== null && nowMinute >= hours.from && nowMinute <= hours.to && html`<div class="now" style="top:${percent(nowMinute - hours.from, hours)}" data-minute="${nowMinute}"><span class="unseen">Now: ${timeOfMinutes(nowMinute)}</span></div>`}
${bars.length + timed.length === 0 && html`<p class="nothing soft small">Nothing</p>`}
</div></section>`;
}

/** An empty hour, for whoever has a mouse and no script; by keyboard there is a link in the head of each day. */
function slot(view: View, date: string, at: number): Html {
  const end = at + 60 >= 1440 ? '23:59' : timeOfMinutes(at + 60);
  return html`<a tabindex="-1" href="${view.link('/new', { date, start: timeOfMinutes(at), end })}">${timeOfMinutes(at)}</a>`;
}

function place({ item, column, columns, width }: Placed<Piece>, hours: Hours): string {
  const share = 100 / columns;
  return `--top:${percent(item.from - hours.from, hours)};--tall:${percent(item.to - item.from, hours)};--left:${round(column * share)}%;--wide:${round(width * share)}%`;
}

function inReadingOrder(timed: Placed<Piece>[]): Placed<Piece>[] {
  return [...timed].sort((a, b) => a.item.from - b.item.from || a.column - b.column);
}

function hoursBetween({ from, to }: Hours): number[] {
  return Array.from({ length: (to - from) / 60 }, (_, at) => from + at * 60);
}

function percent(minutes: number, { from, to }: Hours): string {
  return `${round((minutes / (to - from)) * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
