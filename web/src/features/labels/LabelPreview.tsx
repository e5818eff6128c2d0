import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';

export interface PreviewOf {
  profile?: string;
  content?: string;
  code?: string;
  /** Layouts being edited, used in place of the stored ones. */
  paper?: Schemas['PaperLayout'];
  layout?: Schemas['ContentLayout'];
}

const PAUSE = 250;

/** The label as it will be printed, rendered by the API; updates after a short pause in typing. */
export function LabelPreview({ of, onProblem }: { of: PreviewOf; onProblem?: (problem: Problem | null) => void }) {
  const { t } = useTranslation();
  const wanted = useSettled(JSON.stringify(of));
  const { data, error, isFetching } = useQuery({
    queryKey: ['label-preview', wanted],
    queryFn: async () => {
      const { profile, content, code, paper, layout } = JSON.parse(wanted) as PreviewOf;
      const query = {
        ...(profile === undefined ? {} : { profile }),
        ...(content === undefined ? {} : { content }),
        ...(code === undefined ? {} : { code }),
        ...(paper === undefined ? {} : { paper_layout: JSON.stringify(paper) }),
        ...(layout === undefined ? {} : { content_layout: JSON.stringify(layout) }),
      };
      return (await api.GET('/api/v1/label-preview', { params: { query }, parseAs: 'blob' })).data as Blob;
    },
    placeholderData: (before) => before,
  });
  const url = useObjectUrl(error ? undefined : data);
  useEffect(() => onProblem?.(error ? Problem.from(error) : null), [error, onProblem]);
  const problem = error ? Problem.from(error) : null;
  return (
    <div className="label-preview" aria-busy={isFetching}>
      {problem ? (
        <Alert type="warning" showIcon title={t('labels:no_preview')} description={problem.fields[0]?.detail ?? problem.message} />
      ) : url ? (
        <img src={url} alt={t('labels:preview')} />
      ) : (
        <Spin />
      )}
    </div>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function useObjectUrl(data: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return setUrl(undefined);
    const made = URL.createObjectURL(new Blob([data], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return url;
}
