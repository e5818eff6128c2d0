import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '@/api/client';
import { LabelActions } from './LabelActions';

/** The label as attached to the goods. What was cancelled has no label any more. */
export function ItemLabel({ item: { id, code, custody_state: state } }: { item: Schemas['ItemDetail'] }) {
  const { t } = useTranslation();
  const cancelled = state === 'cancelled';
  const { data, isPending } = useQuery({
    queryKey: ['label', id],
    enabled: !cancelled,
    queryFn: async () => (await api.GET('/api/v1/items/{id}/label', { params: { path: { id }, query: { format: 'svg' } }, parseAs: 'blob' })).data as Blob,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(new Blob([data], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <section className="sheet item-side">
      <div>
        <h2>{t('custody_chain:label')}</h2>
        {cancelled ? <span className="quiet">{t('custody_chain:label_cancelled')}</span> : url ? <img className="item-label" src={url} alt={t('custody_chain:label_of', { code })} /> : isPending ? <Spin /> : <span className="quiet">{t('custody_chain:no_label')}</span>}
        {url && !cancelled && <Button size="small" type="link" href={url} download={`${code}.svg`}>{t('custody_chain:save_label')}</Button>}
        <LabelActions id={id} code={code} cancelled={cancelled} />
      </div>
    </section>
  );
}
