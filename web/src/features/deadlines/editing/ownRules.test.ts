import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { merged, ownOf, placed, type Rule } from './ownRules';

const rule = (code: string, amount: number): Rule => ({
  code,
  title: { zh: code, en: code },
  start: 'discrepancy_opened',
  limits: [{ agency_kinds: [], amount, setting: null, unit: 'hours' }],
  warn_hours: 1,
  warn_setting: null,
  effect: 'overdue',
  owner: 'centre_head',
  enabled: true,
  ground: null,
});
const year = (of: number, open: string[] = []) => ({ year: of, closed: [], open });
const national = { rules: [rule('a', 1), rule('b', 2)], years: [year(2025), year(2026)] };

describe('the rules of the centre', () => {
  it('stand over those of the program, and further ones behind them', () => {
    const shown = merged({ national, own: { rules: [rule('c', 3), rule('b', 1)], years: [year(2024), year(2026, ['2026-01-04'])] } });
    expect(shown.rules.map(({ code, limits }) => `${code} ${limits[0]?.amount}`)).toEqual(['a 1', 'b 1', 'c 3']);
    expect(shown.years.map((table) => `${table.year} ${table.open.length}`)).toEqual(['2024 0', '2025 0', '2026 1']);
  });

  it('are what differs, and a refusal finds its place in the form', () => {
    const { ground: _, ...same } = rule('a', 1);
    const own = ownOf({ rules: [same as Rule, rule('b', 9)], years: [year(2025), year(2026), year(2027)] }, national);
    expect(own.own.rules.map(({ code }) => code)).toEqual(['b']);
    expect(own.own.years.map((table) => table.year)).toEqual([2027]);
    const errors = ['/own/rules/0/limits/0/amount', '/years/0/year', '/reason'].map((pointer) => ({ pointer, code: 'x', detail: 'x' }));
    const problem = placed(new Problem(422, { code: 'invalid', errors }), own);
    expect(problem.fields.map(({ pointer }) => pointer)).toEqual(['/rules/1/limits/0/amount', '/years/2/year', '/reason']);
  });
});
