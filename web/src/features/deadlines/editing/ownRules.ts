import type { Schemas } from '@/api/client';
import { Problem } from '@/api/problem';

export type Rule = Schemas['WrittenRule'];
export type Year = Schemas['YearTable'];
type CentreRules = Schemas['CentreRules'];

/** The fields of the page: every rule and every year, whoever has them. */
export interface RuleFields {
  effective_from: string;
  reason: string;
  rules: Rule[];
  years: Year[];
}

/** The centre's own over what the program comes with, by code and by year. */
export function merged({ own, national }: Pick<Schemas['CentreRulesView'], 'own' | 'national'>): CentreRules {
  const rules = national.rules.map((rule) => own.rules.find(({ code }) => code === rule.code) ?? rule);
  const further = own.rules.filter(({ code }) => national.rules.every((rule) => rule.code !== code));
  const years = [...national.years.filter(({ year }) => own.years.every((other) => other.year !== year)), ...own.years];
  return { rules: [...rules, ...further], years: years.toSorted((one, other) => one.year - other.year) };
}

/** The same text for what is the same, whatever the order of its members and whether nothing is said or left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return `{${members.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, member]) => `${name}:${canonical(member)}`).join()}}`;
}

/** What of the fields is the centre's own, and at which place each stands in the form. */
export interface Own {
  own: CentreRules;
  places: { rules: number[]; years: number[] };
}

/** What differs from what the program comes with. */
export function ownOf(fields: Pick<RuleFields, 'rules' | 'years'>, national: CentreRules): Own {
  const given = new Set([...national.rules, ...national.years].map(canonical));
  const places = {
    rules: fields.rules.flatMap((rule, at) => (given.has(canonical(rule)) ? [] : [at])),
    years: fields.years.flatMap((year, at) => (given.has(canonical(year)) ? [] : [at])),
  };
  const own = {
    rules: fields.rules.filter((_, at) => places.rules.includes(at)),
    years: fields.years.filter((_, at) => places.years.includes(at)),
  };
  return { own, places };
}

/** A refusal with its members at their places in the form. */
export function placed(problem: Problem, { places }: Own): Problem {
  const pointer = (sent: string) =>
    sent.replace(/^(?:\/own)?\/(rules|years)\/(\d+)/, (whole, list: 'rules' | 'years', at: string) => {
      const place = places[list][Number(at)];
      return place === undefined ? whole : `/${list}/${place}`;
    });
  const errors = problem.fields.map((field) => ({ ...field, pointer: pointer(field.pointer) }));
  return new Problem(problem.status, { code: problem.code, detail: problem.message, errors });
}
