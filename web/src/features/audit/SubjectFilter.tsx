import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { FirstHits } from '@/ui/list/FirstHits';

/** Of one kind, so many are offered at most. */
const OFFERED = 5;

/** What entries are about, in the address: an item, something else, or what somebody called it. */
export interface Subjects {
  item_id?: string | undefined;
  subject_id?: string | undefined;
  subject?: string | undefined;
}

/** Filters by what entries are about, found by its number, code, login or name. */
export function SubjectFilter({ value, onChange }: { value: Subjects; onChange: (value: Subjects) => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = queries.useQuery('get', '/api/v1/audit/subjects', { params: { query: { q: asked } } }, { enabled: asked !== '', staleTime: 60_000 });
  const chosen = value.item_id ?? value.subject_id;
  const known = queries.useQuery('get', '/api/v1/audit/subjects', { params: { query: { q: chosen ?? '' } } }, { enabled: chosen !== undefined, staleTime: 60_000 });
  const hits = asked === '' ? [] : (found.data ?? []);
  const offered = [...(known.data ?? []).filter(({ id }) => !hits.some((hit) => hit.id === id)), ...hits];
  const option = (hit: Schemas['SubjectView']) => ({ value: hit.id as string, label: `${word('SubjectKind', hit.kind)} ${[hit.name, hit.code].filter(Boolean).join(' ')}` });
  const full = hits.some(({ kind }) => hits.filter((hit) => hit.kind === kind).length >= OFFERED);
  const pick = (id: string | undefined) => {
    const hit = offered.find((one) => one.id === id);
    onChange({ subject: undefined, item_id: hit?.kind === 'item' ? id : undefined, subject_id: hit?.kind === 'item' ? undefined : id });
  };
  return (
    <Select
      className="filter-search"
      showSearch={{ filterOption: false, onSearch: setText }}
      popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={full} />}
      notFoundContent={asked === '' ? t('audit:subject_hint') : t('audit:subject_unknown')}
      allowClear
      placeholder={t('audit:subject_find')}
      aria-label={t('audit:subject_find')}
      value={chosen ?? value.subject ?? null}
      options={offered.map(option)}
      onChange={(id) => pick(id ?? undefined)}
    />
  );
}
