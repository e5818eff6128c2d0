import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/client';
import { cellsOf, fieldsFor } from './descriptionCells';
import './description.css';

/** What the books say of an item, in full: what a person with the goods in hand compares. */
export function RecordedFacts({ item: id }: { item: string }) {
  const { t } = useTranslation();
  const { data: item } = queries.useQuery('get', '/api/v1/items/{id}', { params: { path: { id } } });
  if (!item) return null;
  const cells = cellsOf(item);
  const facts = fieldsFor(item.category).flatMap(({ key, kind }) => {
    const text = cells[key];
    if (text === undefined || key === 'name' || key === 'category' || key === 'unit') return [];
    const children = key === 'pieces' ? `${text} ${item.unit}` : kind === 'flag' ? t(`seizure_lists:flag.${text === 'true'}`) : kind === 'grade' ? t(`words:Grade.${text}`) : text;
    return [{ key, label: t(`seizure_lists:column.${key}`), children }];
  });
  const seal = item.seal_no ? [{ key: 'seal_no', label: t('items:seal_no'), children: item.seal_no }] : [];
  return <Descriptions className="recorded-facts" size="small" bordered column={1} items={[...facts, ...seal]} />;
}
