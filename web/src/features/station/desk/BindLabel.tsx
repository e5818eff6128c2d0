import { Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/values/values';
import type { RequestLine } from '../useRequestLines';
import { RemainingLines } from './RemainingLines';

interface Props {
  /** Code of the scanned blank label. */
  code: string | null;
  lines: readonly RequestLine[];
  onClose: () => void;
  onPick: (line: RequestLine, code: string) => void;
}

/** Asks which of the goods still to be received the blank label was attached to. */
export function BindLabel({ code, lines, onClose, onPick }: Props) {
  const { t } = useTranslation();
  const phone = !(Grid.useBreakpoint().md ?? true);
  return (
    <Drawer open={code !== null} onClose={onClose} placement={phone ? 'bottom' : 'right'} size={phone ? '88%' : 520} title={t('station:bind_title')} destroyOnHidden>
      {code !== null && (
        <>
          <p className="station-inspected"><Code>{code}</Code></p>
          <p className="quiet">{t('station:bind_help')}</p>
          <RemainingLines lines={lines} byPlace={false} pick={t('station:bind')} onInspect={(line) => onPick(line, code)} />
        </>
      )}
    </Drawer>
  );
}
