import { Alert, Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { Failed } from '@/ui/page/pageStates';
import { Code } from '@/ui/values/values';
import { PickedTable } from './ItemPicker';
import { type Picked, sortBlockers } from './requestDraft';
import { useBlockers } from './useBlockers';

interface Props {
  id: string;
  version: number;
  items: readonly Picked[];
  onDrop: (codes: ReadonlySet<string>) => void;
  onTerms: () => void;
}

const SHOWN = 100;

/** What blocks a submission, shown before submitting. */
export function Blockers({ id, version, items, onDrop, onTerms }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useBlockers(id, version);
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Spin className="splash" />;
  const { lines, terms } = sortBlockers(data, items);
  return (
    <>
      {data.length === 0 && <Alert className="gate-alert" type="success" title={t('requests:nothing_blocks', { count: items.length })} description={t('requests:nothing_blocks_help')} />}
      {terms.length > 0 && (
        <Alert
          className="gate-alert"
          type="error"
          title={t('requests:terms_block')}
          description={<ul className="plain">{terms.map(({ pointer, detail }) => <li key={pointer + detail}>{detail}</li>)}</ul>}
          action={<Button onClick={onTerms}>{t('requests:to_terms')}</Button>}
        />
      )}
      {lines.length > 0 && (
        <Alert
          className="gate-alert"
          type="error"
          title={t('requests:lines_block', { count: lines.length, all: items.length })}
          description={
            <ul className="plain blocked">
              {lines.slice(0, SHOWN).map(({ item, details }) => (
                <li key={item.code}><Code>{item.code}</Code> {item.name}: {details.join(' ')}</li>
              ))}
              {lines.length > SHOWN && <li>{t('requests:more_lines', { count: lines.length - SHOWN })}</li>}
            </ul>
          }
          action={
            <Button danger onClick={() => onDrop(new Set(lines.map(({ item }) => item.code)))}>{t('requests:remove_blocked', { count: lines.length })}</Button>
          }
        />
      )}
      <section className="sheet">
        <h2>{t('requests:chosen', { count: items.length })}</h2>
        <PickedTable picked={items} />
      </section>
    </>
  );
}
