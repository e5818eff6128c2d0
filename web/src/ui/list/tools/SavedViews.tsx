import { DeleteOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { Button, Input, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { useConfirm } from '../../confirm';
import { useMe } from '../../session/me';
import { useAction } from '../../useAction';
import { type Layout, layoutOf, sharedWith } from './layout';

type View = Schemas['ListViewView'];

interface Props {
  list: Schemas['ViewedList'];
  layout: Layout;
  onLayout: (layout: Layout) => void;
}

/** The views of a list: opened, saved, renamed, replaced, shared and removed. */
export function SavedViews({ list, layout, onLayout }: Props) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const [name, setName] = useState('');
  const views = queries.useQuery('get', '/api/v1/list-views', { params: { query: { list } } });
  const shown = { filter: search.replace(/^\?/, ''), columns: layout.columns?.join(',') ?? '', density: layout.density };
  const save = useAction((input: Schemas['NewListView'], once) => body(api.POST('/api/v1/list-views', { params: { header: once }, body: input })), { changes: ['/api/v1/list-views'], done: () => setName('') });
  return (
    <>
      <ul className="tools-views">
        {(views.data ?? []).map((view) => <SavedView key={view.id} view={view} shown={shown} onLayout={onLayout} />)}
      </ul>
      {views.data?.length === 0 && <p className="quiet">{t('ui:views.none')}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate({ list, name: name.trim(), ...shown });
        }}
      >
        <Space.Compact block>
          <Input maxLength={60} value={name} placeholder={t('ui:views.name')} aria-label={t('ui:views.name')} onChange={(event) => setName(event.target.value)} />
          <Button htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>{t('ui:views.save')}</Button>
        </Space.Compact>
      </form>
    </>
  );
}

interface ViewProps {
  view: View;
  /** What the list shows at present. */
  shown: Required<Pick<Schemas['ListViewEdit'], 'filter' | 'columns' | 'density'>>;
  onLayout: (layout: Layout) => void;
}

function SavedView({ view, shown, onLayout }: ViewProps) {
  const { t } = useTranslation();
  const me = useMe();
  const word = useWord();
  const confirm = useConfirm();
  const [, setSearch] = useSearchParams();
  const [name, setName] = useState<string | null>(null);
  const changes = { changes: ['/api/v1/list-views'] };
  const params = { path: { id: view.id } };
  const edit = useAction((change: Schemas['ListViewEdit']) => body(api.PATCH('/api/v1/list-views/{id}', { params: { ...params, header: ifMatch(view.version) }, body: change })), changes);
  const remove = useAction<null, unknown>(() => body(api.DELETE('/api/v1/list-views/{id}', { params })), changes);
  const shares = me.may('manage_settings');
  const open = () => {
    setSearch(new URLSearchParams(view.filter), { replace: true });
    onLayout(layoutOf(view));
  };
  const takeAway = async () => {
    if (await confirm({ title: t('ui:views.remove_title', { name: view.name }), content: t('ui:views.remove_help'), ok: t('ui:views.remove'), danger: true })) remove.mutate(null);
  };
  const rename = () => {
    if (name !== null && name.trim() !== '' && name.trim() !== view.name) edit.mutate({ name: name.trim() });
    setName(null);
  };
  return (
    <li>
      <div className="tools-view">
        {name === null ? (
          <Button type="link" size="small" onClick={open}>{view.name}</Button>
        ) : (
          <Input autoFocus size="small" maxLength={60} value={name} aria-label={t('ui:views.name')} onChange={(event) => setName(event.target.value)} onPressEnter={rename} onBlur={rename} />
        )}
        {view.role && <Tag>{t('ui:views.shared_with', { role: word('Role', view.role) })}</Tag>}
        {!view.own && <span className="quiet">{view.owner_name}</span>}
      </div>
      <div className="row-actions">
        {view.own && (
          <>
            <Button
              type="text"
              size="small"
              icon={view.is_default ? <StarFilled /> : <StarOutlined />}
              aria-pressed={view.is_default}
              aria-label={t('ui:views.begin_with', { name: view.name })}
              title={t('ui:views.begin_with', { name: view.name })}
              onClick={() => edit.mutate({ is_default: !view.is_default })}
            />
            <Button type="link" size="small" onClick={() => setName(view.name)}>{t('ui:views.rename')}</Button>
            <Button type="link" size="small" onClick={() => edit.mutate(shown)}>{t('ui:views.replace')}</Button>
            {shares && (
              <Select
                size="small"
                className="filter-one"
                allowClear
                placeholder={t('ui:views.share')}
                aria-label={t('ui:views.share_of', { name: view.name })}
                value={view.role}
                options={LISTS.Role.map((value) => ({ value, label: word('Role', value) }))}
                onChange={(role?: Schemas['Role']) => edit.mutate(sharedWith(role))}
              />
            )}
          </>
        )}
        {(view.role ? shares : view.own) && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('ui:views.remove_title', { name: view.name })} onClick={() => void takeAway()} />}
      </div>
    </li>
  );
}
