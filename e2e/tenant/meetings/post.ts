import type { Mailbox } from '../store/mailbox';
import type { MeetingMessage, MeetingPost } from '../store/meeting-types';
import type { World } from '../world';
import { receiveForRoom } from './attendant';
import { receiveCancellation, receiveRequest } from './keep-copy';
import { receiveReply } from './reply';

type Stage = MeetingPost['stage'];

/**
 * Meeting mail on its way. What is due is data of the mailbox, and so outlives a restart; the clock only knows when to
 * look at it.
 */
export function sendTo(world: World, mailbox: Mailbox, message: MeetingMessage): void {
  const dueAt = world.clock.now() + world.behaviour.get('meetingMailDelayMs');
  put(world, mailbox, 'arrive', message, dueAt);
}

/** Puts a request before the room's attendant, who takes their time. */
export function layBeforeAttendant(world: World, mailbox: Mailbox, message: MeetingMessage): void {
  const asked = world.behaviour.get('attendantDelayMs');
  const delayMs = asked === 'varied' ? world.chance.int(1_500, 20_000) : asked;
  put(world, mailbox, 'decide', message, world.clock.now() + delayMs);
}

/** After a restart: what was due is due again. */
export function resumePost(world: World): void {
  for (const mailbox of world.mailboxes.values()) {
    for (const post of mailbox.post ?? []) schedule(world, mailbox.user.id, post);
  }
}

function put(world: World, mailbox: Mailbox, stage: Stage, message: MeetingMessage, earliest: number): void {
  mailbox.post ??= [];
  const id = Math.max(0, ...mailbox.post.map((one) => one.id)) + 1;
  const entry = { id, stage, message, dueAt: inOrder(world, mailbox, stage, message.iCalUId, earliest) };
  const mustWait = entry.dueAt > world.clock.now() || mailbox.post.some((one) => one.stage === stage);
  mailbox.post.push(entry);
  if (mustWait) schedule(world, mailbox.user.id, entry);
  else handle(world, mailbox.user.id, id);
}

function schedule(world: World, userId: string, { id, dueAt }: MeetingPost): void {
  world.clock.schedule(dueAt, () => handle(world, userId, id));
}

function handle(world: World, userId: string, id: number): void {
  const mailbox = world.mailboxes.get(userId);
  const post = mailbox?.post?.find((one) => one.id === id);
  if (!mailbox || !post) return;
  mailbox.post = mailbox.post?.filter((one) => one !== post) ?? [];
  const { message } = post;
  if (message.method === 'reply') receiveReply(world, mailbox, message);
  else if (mailbox.processing) receiveForRoom(world, mailbox, message, post.stage);
  else if (message.method === 'request') receiveRequest(world, mailbox, message);
  else receiveCancellation(world, mailbox, message);
}

/** Nothing overtakes older mail about the same meeting; by the default an attendant goes strictly by the order. */
function inOrder(world: World, mailbox: Mailbox, stage: Stage, uid: string, dueAt: number): number {
  const isStrict = stage === 'arrive' || world.behaviour.get('attendantOrder') === 'as sent';
  const before = mailbox.post?.filter((one) => one.stage === stage && (isStrict || one.message.iCalUId === uid)) ?? [];
  return Math.max(dueAt, ...before.map((one) => one.dueAt));
}
