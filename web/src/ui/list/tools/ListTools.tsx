import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { AS_MADE, arranged, type Layout, type Placeable, TOOLS } from './layout';
import { SavedViews } from './SavedViews';

interface Props {
  columns: readonly (Placeable & { title?: unknown })[];
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onClose: () => void;
  /** The list whose views are saved. */
  views?: Schemas['ViewedList'] | undefined;
}

/** Where somebody lays a list out. */
export function ListTools({ columns, layout, onLayout, onClose, views }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Drawer rootClassName="no-print" open size={360} title={t('ui:tools.title')} onClose={onClose} destroyOnHidden>
      {views && (
        <>
          <h2 className="tools-head">{t('ui:views.title')}</h2>
          <SavedViews list={views} layout={layout} onLayout={onLayout} />
        </>
      )}
      <h2 className="tools-head">{t('ui:tools.density')}</h2>
      <Segmented
        block
        aria-label={t('ui:tools.density')}
        value={layout.density}
        options={LISTS.Density.map((value) => ({ value, label: word('Density', value) }))}
        onChange={(density: Schemas['Density']) => onLayout({ ...layout, density })}
      />
      <h2 className="tools-head">{t('ui:tools.columns')}</h2>
      <Columns columns={columns.filter(({ key }) => key !== TOOLS)} layout={layout} onLayout={onLayout} />
      <Button className="tools-reset" disabled={layout.columns === null && layout.density === AS_MADE.density} onClick={() => onLayout(AS_MADE)}>{t('ui:tools.reset')}</Button>
    </Drawer>
  );
}

function Columns({ columns, layout, onLayout }: Omit<Props, 'onClose' | 'views'>) {
  const { t } = useTranslation();
  const shown = arranged(columns, layout.columns);
  const keys = shown.map(({ key }) => key);
  const choose = (chosen: readonly string[]) => onLayout({ ...layout, columns: chosen });
  const move = (at: number, to: number) => {
    const moved = [...keys];
    moved.splice(to, 0, ...moved.splice(at, 1));
    choose(moved);
  };
  return (
    <ul className="tools-columns">
      {[...shown, ...columns.filter(({ key }) => !keys.includes(key))].map(({ key, title }, at) => {
        const name = typeof title === 'string' && title !== '' ? title : key;
        const visible = keys.includes(key);
        return (
          <li key={key}>
            <Checkbox checked={visible} disabled={at === 0} onChange={() => choose(visible ? keys.filter((each) => each !== key) : [...keys, key])}>{name}</Checkbox>
            {visible && at > 0 && (
              <span>
                <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('ui:tools.earlier', { name })} disabled={at === 1} onClick={() => move(at, at - 1)} />
                <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('ui:tools.later', { name })} disabled={at === keys.length - 1} onClick={() => move(at, at + 1)} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
