/** Tests of the store: what it promises about a kill. */

import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openState } from './state.ts';

const freshFile = () => join(mkdtempSync(join(tmpdir(), 'sandbox-state-')), 'state.jsonl');

test('whatever was set is there when the file is opened again, and whatever was deleted is not', () => {
  const file = freshFile();
  const first = openState(file);
  first.set('pin', '18600000001', '246810');
  first.set('pin', '18600000002', '135791');
  first.delete('pin', '18600000002');
  first.set('counter', 'a', 1);
  first.clear('counter');

  const second = openState(file);
  expect([...second.entries('pin')]).toEqual([['18600000001', '246810']]);
  expect(second.get('counter', 'a')).toBeUndefined();
});

test('opening rewrites the journal as one line per living entry', () => {
  const file = freshFile();
  const first = openState(file);
  for (let count = 1; count <= 50; count++) first.set('counter', 'a', count);
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(50);
  openState(file);
  expect(readFileSync(file, 'utf8')).toBe('["counter","a",50]\n');
});

test('a torn last line is dropped and the rest is kept', () => {
  const file = freshFile();
  openState(file).set('counter', 'a', 7);
  appendFileSync(file, '["counter","a",8');
  expect(openState(file).get('counter', 'a')).toBe(7);
});

test('an unreadable line within the journal, or a foreign file, is an error that names the line', () => {
  const file = freshFile();
  writeFileSync(file, '["counter","a",1]\n["counter"\n["counter","a",2]\n');
  expect(() => openState(file)).toThrow('line 2');
  writeFileSync(file, '["counter","a",1]\n["toString","a",2]\n');
  expect(() => openState(file)).toThrow('line 2');
  writeFileSync(file, '{"name":"something else"}\n');
  expect(() => openState(file)).toThrow('line 1');
});

test('without a file nothing is written and all of it works', () => {
  const state = openState();
  state.set('counter', 'a', 1);
  expect(state.get('counter', 'a')).toBe(1);
});
