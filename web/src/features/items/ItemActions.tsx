import { SwapOutlined, TagsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { ClassifyItem } from '@/parts/items/ClassifyItem';
import { EditItem } from './EditItem';

/** What the person may do with an item, and what it waits for, as a scan of its label would tell. */
export function useNextActs(code: string) {
  return queries.useQuery('get', '/api/v1/scan/{code}', { params: { path: { code } } });
}

/** The actions possible on an item, as the API reports them. */
export function ItemActions({ item }: { item: Schemas['ItemDetail'] }) {
  const { t } = useTranslation();
  const [classifying, setClassifying] = useState(false);
  const { data } = useNextActs(item.code);
  const may = (action: Schemas['NextAction']) => data?.outcome === 'found' && data.actions.includes(action);
  const carried = data?.hold && (may('receive') || may('hand_out') || may('take_back')) ? data.hold : null;
  return (
    <>
      {(may('edit') || may('correct')) && <EditItem item={item} received={may('correct')} />}
      {may('classify') && <Button icon={<TagsOutlined />} onClick={() => setClassifying(true)}>{t('moves:classify')}</Button>}
      {may('move') && <Link to="/station/move"><Button icon={<SwapOutlined />}>{t('station:moving')}</Button></Link>}
      {carried && <Link to={`/station/${carried.request_id}`}><Button type="primary">{t('words:RequestAction.execute')}</Button></Link>}
      {classifying && <ClassifyItem item={item} onClose={() => setClassifying(false)} />}
    </>
  );
}
