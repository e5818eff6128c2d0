import { expect, test } from 'vitest';
import type { Schemas } from '@/api/client';
import { actsOf } from './requestSteps';

const step = (action: string, actor_id: string, taken_at: string) => ({ action, actor_id, taken_at }) as Schemas['StepView'];

test('twenty scans of one person are one act, and another person’s are another', () => {
  const steps = [step('submit', 'a', '1'), step('approve', 'b', '2'), ...['3', '4', '5'].map((at) => step('execute', 'c', at)), step('execute', 'd', '6'), step('execute', 'c', '7')];
  expect(actsOf(steps).map(({ step: { action, actor_id, taken_at }, until, calls }) => [action, actor_id, taken_at, until, calls])).toEqual([
    ['submit', 'a', '1', undefined, 1],
    ['approve', 'b', '2', undefined, 1],
    ['execute', 'c', '3', '5', 3],
    ['execute', 'd', '6', undefined, 1],
    ['execute', 'c', '7', undefined, 1],
  ]);
});

test('a request that nobody has acted on has no acts', () => expect(actsOf([])).toEqual([]));
