import { expect, test } from 'vitest';
import type { Schemas } from '@/api/client';
import { judge, lineOf, plainCode, type Scan, type TaskKind, verdictOfRefusal, withSecond } from './scans';

const scan = (kind: TaskKind, more: Partial<Scan> = {}): Scan => ({
  id: '1', user: 'me', task: kind === 'move' ? 'move' : 'request-1', kind, code: 'AAA', at: 0, place: null, deed: null, state: 'asked', verdict: 'unchecked', due: 0, ...more,
});
const view = (more: object = {}) => ({
  outcome: 'found',
  item: { id: 'i', name: 'n', category: 'ordinary', pieces: 1, unit: '件', place_code: 'A-1' },
  hold: { request_id: 'request-1', number: 'N', kind: 'loan', status: 'approved' },
  actions: ['receive', 'hand_out', 'take_back', 'move'],
  ...more,
}) as unknown as Schemas['ScanView'];

test.each(['unknown', 'unbound', 'retired', 'mistyped', 'forged', 'foreign', 'malformed'] as const)('%s codes are told apart and never sent', (outcome) => {
  expect(judge(scan('loan'), { outcome, actions: [] } as Schemas['ScanView'])).toEqual({ verdict: outcome, state: 'stopped' });
});

test('a former label names its item and is not sent', () => {
  expect(judge(scan('loan'), view({ outcome: 'replaced' }))).toMatchObject({ verdict: 'replaced', state: 'stopped', seen: { name: 'n' } });
});

test('goods of the request are here; of another request, or of none, they are not', () => {
  expect(judge(scan('loan'), view())).toMatchObject({ verdict: 'here', state: 'ready' });
  expect(judge(scan('loan'), view({ hold: { request_id: 'request-2', number: 'N2' } }))).toMatchObject({ verdict: 'not_here', state: 'stopped', elsewhere: { id: 'request-2', number: 'N2' } });
  expect(judge(scan('loan'), view({ hold: undefined, actions: ['move'] }))).toMatchObject({ verdict: 'not_here', state: 'stopped' });
});

test('what somebody else has carried out meanwhile was there already', () => {
  expect(judge(scan('loan', { listed: true }), view({ hold: undefined, actions: [] }))).toMatchObject({ verdict: 'again', state: 'stopped' });
});

test('only what the API offers is done', () => {
  expect(judge(scan('loan'), view({ actions: [] }))).toMatchObject({ state: 'stopped' });
  expect(judge(scan('move', { place: 'B-2' }), view({ actions: ['hand_out'] }))).toMatchObject({ verdict: 'not_here', state: 'stopped' });
});

test('handing out from a shelf the books do not name is said, not stopped', () => {
  expect(judge(scan('loan', { place: 'B-2' }), view())).toMatchObject({ verdict: 'elsewhere', state: 'ready' });
  expect(judge(scan('loan', { place: 'A-1' }), view())).toMatchObject({ verdict: 'here', state: 'ready' });
  expect(judge(scan('intake', { place: 'B-2' }), view())).toMatchObject({ verdict: 'here', state: 'ready' });
});

test('what would be refused is refused before it is sent, with all that stands against it', () => {
  const issues = ['second_custodian_needed', 'seal_needed', 'place_wrong'].map((code) => ({ pointer: `/${code}`, code, detail: code }));
  const judged = judge(scan('intake', { place: 'B-2' }), view({ issues, proposed_place: 'V-1' }));
  expect(judged).toMatchObject({ verdict: 'refused', state: 'refused', issues, proposed: 'V-1' });
  const confirmed = withSecond({ ...scan('intake'), ...judged });
  expect(confirmed).toMatchObject({ state: 'refused', second: true, issues: issues.slice(1) });
  expect(withSecond({ ...confirmed, issues: issues.slice(0, 1) })).toMatchObject({ verdict: 'here', state: 'ready', issues: undefined });
  expect(judge(scan('move', { place: 'B-2' }), view({ issues: issues.slice(2) }))).toMatchObject({ state: 'refused', issues: issues.slice(2) });
});

test('a place goes along only where goods are put', () => {
  const deed = { outcome: 'lent' } as const;
  expect(lineOf(scan('loan', { place: 'A-1', deed }))).toEqual({ item: 'AAA', outcome: 'lent' });
  expect(lineOf(scan('intake', { place: 'A-1', deed: { outcome: 'accepted', seal_no: 'S' } }))).toEqual({ item: 'AAA', outcome: 'accepted', seal_no: 'S', place: 'A-1' });
  expect(lineOf(scan('move', { place: 'A-1' }))).toEqual({ item: 'AAA', place: 'A-1' });
});

test('codes are compared as the API does', () => {
  expect(plainCode(' 3z71-00n19 jswx9-k ')).toBe('3Z7100N19JSWX9K');
  expect(plainCode(']Q3３ｚ71–00n19\u200Bjswx9k\u001D')).toBe('3Z7100N19JSWX9K');
});

test('the hyphens of a place stay: A-1 and A1 are two places', () => {
  expect(plainCode('a-1')).toBe('A-1');
  expect(plainCode('A1')).toBe('A1');
});

test('refusals have the verdict they deserve', () => {
  expect([verdictOfRefusal('place_wrong'), verdictOfRefusal('line_done'), verdictOfRefusal('item_not_in_request'), verdictOfRefusal('seal_needed')]).toEqual(['refused', 'again', 'not_here', 'refused']);
});
