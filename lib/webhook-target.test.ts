import { expect, test } from 'vitest';
import { webhookTarget } from './webhook-target';

const LIVE = 'https://book.library.example';
const DEMO = 'http://localhost:3000';
const problemOf = (typed: string, home = LIVE) => {
  const answer = webhookTarget(typed, home);
  return answer.ok ? answer.url : answer.problem;
};

test('https anywhere on the open internet', () => {
  expect(problemOf(' https://hooks.example.org/carrel?x=1#part ')).toBe('https://hooks.example.org/carrel?x=1');
  expect(problemOf('https://93.184.216.34/hook')).toBe('https://93.184.216.34/hook');
});

test('nothing else: no plain http, no other scheme, no password, no address inside a network, however it is written', () => {
  expect(problemOf('')).toBe('required');
  for (const typed of ['http://hooks.example.org/', 'ftp://x.example/', 'hooks.example.org', 'https://u:p@x.example/'])
    expect(problemOf(typed), typed).toBe('not_https_link');
  expect(problemOf(`https://x.example/${'a'.repeat(500)}`)).toBe('too_long');
  for (const typed of [
    ...['https://10.0.0.5/', 'https://192.168.1.1/', 'https://169.254.169.254/latest', 'https://[fd00::1]/'],
    ...['https://0x7f000001/', 'https://2130706433/', 'https://127.1/', 'https://localhost/', 'https://[::1]/'],
    ...['https://[::ffff:10.0.0.1]/', 'http://127.0.0.1:3000/'],
  ])
    expect(problemOf(typed), typed).toBe('private_address');
});

test('this machine, by plain http too, where Carrel itself is on this machine only', () => {
  expect(problemOf('http://127.0.0.1:4000/hook', DEMO)).toBe('http://127.0.0.1:4000/hook');
  expect(problemOf('http://localhost:4000/', DEMO)).toBe('http://localhost:4000/');
  expect(problemOf('http://10.0.0.5/', DEMO)).toBe('not_https_link');
  expect(problemOf('https://10.0.0.5/', DEMO)).toBe('private_address');
});
