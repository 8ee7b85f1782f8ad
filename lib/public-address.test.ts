import { expect, test } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from './public-address';

test('addresses of the open internet, and none of a network behind it', () => {
  for (const ip of ['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])
    expect(isPublicAddress(ip), ip).toBe(true);
  for (const ip of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::a00:1', '2002:a00:1::1', '2001:db8::1', '2001::1'],
    ...['', 'localhost', '1.2.3', '127.1'],
  ])
    expect(isPublicAddress(ip), ip).toBe(false);
});

test('this machine is known by each of its addresses', () => {
  for (const ip of ['127.0.0.1', '127.9.9.9', '::1']) expect(isLoopbackAddress(ip), ip).toBe(true);
  for (const ip of ['10.0.0.1', '::2', 'localhost', '128.0.0.1']) expect(isLoopbackAddress(ip), ip).toBe(false);
});
