import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { Failed, Splash } from '../page/pageStates';
import { loadGuide, type Run } from './guide';
import './help.css';

/** The guide's section about a page, in the language of the pages. */
export default function HelpDrawer({ section, close }: { section: string; close: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const guide = useQuery({ queryKey: ['guide', language], queryFn: () => loadGuide(language), staleTime: Infinity, networkMode: 'always' });
  const shown = guide.data?.[section];
  return (
    <Drawer open size={420} title={shown?.title ?? t('ui:help')} onClose={close} closable={{ 'aria-label': t('ui:help_close') }}>
      {guide.isPending && <Splash />}
      {guide.error && <Failed problem={Problem.from(guide.error)} again={() => void guide.refetch()} />}
      <div className="help">
        {shown?.blocks.map(({ runs, items }, at) =>
          items ? <ul key={at}>{items.map((item, number) => <li key={number}><Runs of={item} /></li>)}</ul> : <p key={at}><Runs of={runs} /></p>,
        )}
      </div>
    </Drawer>
  );
}

function Runs({ of }: { of: readonly Run[] }) {
  return of.map(({ text, as: Tag }, at) => (Tag ? <Tag key={at}>{text}</Tag> : <span key={at}>{text}</span>));
}
