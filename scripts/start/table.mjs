/** The one table at the end of a start. */
export function table({ publicUrl, tenant, dir, seconds }) {
  const rows = [
    ['Carrel', publicUrl, 'begin here'],
    ['  as admin', `${publicUrl}/admin/integrations`, 'admin@library.example'],
    ['  as librarian', `${publicUrl}/desk/calendar`, 'librarian@library.example'],
    ['  as patron', `${publicUrl}/spaces`, 'patron@library.example'],
    ['Stand-in Microsoft 365', tenant, 'no part of Carrel: what it talks to'],
    ['  app registrations', `${tenant}/portal`, 'it@library.example'],
    ["  a room's Outlook", `${tenant}/outlook/linden@library.example`, ''],
    ['  mails sent', `${tenant}/outbox`, ''],
  ];
  const width = (i) => Math.max(...rows.map((row) => row[i].length));
  const lines = rows.map((row) => `  ${row[0].padEnd(width(0))}  ${row[1].padEnd(width(1))}  ${row[2]}`.trimEnd());
  return [
    '',
    ...lines,
    '',
    `  Password of all demo accounts: carrel-demo.  Data and logs: ${dir}.`,
    `  Ready in ${seconds.toFixed(1)} s. Ctrl-C stops all of it.`,
    '',
  ].join('\n');
}
