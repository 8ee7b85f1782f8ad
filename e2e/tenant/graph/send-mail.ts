import { findUser, type User } from '../store/directory';
import { keepMail } from '../store/mails';
import { mustReach, usableMailbox } from './access';
import { type GraphCall, mustBeDelegated } from './graph-call';
import { readMailInput } from './mail-input';
import { accessDenied, GraphProblem } from './problem';

/** 202: accepted is not delivered. It lands in the outbox like any other mail. */
export async function sendMail(g: GraphCall): Promise<Response> {
  const user = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mustReach(g, ['Mail.Send'], user);
  if (g.me && user?.id !== g.me.id) throw accessDenied();
  const { user: sender } = usableMailbox(g, user);
  const { sender: said, recipients: to, mail } = await readMailInput(g.request);
  if (said && !addressesOf(sender).includes(said)) throw sendAsDenied();
  if (to.length === 0 || to.some((address) => !/^[^\s@]+@[^\s@]+$/.test(address))) {
    throw new GraphProblem(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid.");
  }
  const from = mail.from || (sender.mail ?? sender.upn);
  keepMail(g.world.mails, g.world.ids, g.world.clock.now(), { ...mail, via: 'graph', from, to });
  return new Response(null, { status: 202 });
}

const addressesOf = ({ mail, upn }: User) => [mail?.toLowerCase(), upn.toLowerCase()];

/** As a mail in another's name meets it; nobody here may send as somebody else. */
const sendAsDenied = () =>
  new GraphProblem(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
  );
