import { supportedZones } from '../calendar/zones';
import { mustHave } from './access';
import { contextOf, type GraphCall } from './graph-call';
import { badRequest, unknownSegment } from './problem';

/** `/outlook/supportedTimeZones`, with or without a standard; nothing else of `/outlook` is known. */
export function outlookFunction(g: GraphCall): Response {
  const name = g.params.call ?? '';
  const match = /^supportedTimeZones(?:\((.*)\))?$/i.exec(name);
  if (!match) throw unknownSegment(name);
  mustHave(g, g.me ? ['User.Read', 'User.ReadWrite', 'User.ReadBasic.All', 'User.Read.All'] : ['User.Read.All']);
  return Response.json({
    '@odata.context': contextOf(g, 'Collection(microsoft.graph.timeZoneInformation)'),
    value: supportedZones(standardIn(match[1])),
  });
}

function standardIn(argument: string | undefined): 'Windows' | 'Iana' {
  if (!argument) return 'Windows';
  const standard = /^TimeZoneStandard\s*=\s*(?:microsoft\.graph\.timeZoneStandard)?'(Windows|Iana)'$/i.exec(
    argument,
  )?.[1];
  if (!standard) throw badRequest('The value of the parameter TimeZoneStandard is invalid.');
  return standard.toLowerCase() === 'iana' ? 'Iana' : 'Windows';
}
