import { BulbOutlined, LaptopOutlined, LogoutOutlined, LockOutlined, MenuFoldOutlined, MenuUnfoldOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Badge, Button, Drawer, Dropdown, Grid, Layout, Menu } from 'antd';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate, useNavigation } from 'react-router-dom';
import { queries } from '@/api/client';
import { useLookup } from '@/parts/lookup/lookup';
import { useScanner } from '@/ui/scanning/handScanner';
import { isPermitted, MENU_GROUPS } from '@/ui/page/page';
import { Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { usePreferences } from '@/ui/session/preferences';
import { allPages } from './allPages';
import { LanguageSwitch } from './LanguageSwitch';
import { PasswordAge } from './PasswordAge';
import { SearchBox } from './SearchBox';
import { useOnline } from './useOnline';
import { useUploadsGoOn } from './useUploadsGoOn';
import { useSignOut } from './coming_in/useSignOut';

const COLLAPSED = 'custody.menu';

/** The frame around every page: header, side menu, and a listener for the hand scanner. */
export default function Shell() {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(COLLAPSED) === 'narrow');
  const [open, setOpen] = useState(false);
  const lookUp = useLookup();
  const { pathname } = useLocation();
  const busy = useNavigation().state !== 'idle';
  const online = useOnline();
  useUploadsGoOn();
  useScanner((scanned) => void lookUp(scanned), 0);
  useEffect(() => setOpen(false), [pathname]);

  const fold = () => {
    if (!wide) return setOpen(true);
    localStorage.setItem(COLLAPSED, collapsed ? 'wide' : 'narrow');
    setCollapsed(!collapsed);
  };

  return (
    <Layout className="shell">
      <a className="skip" href="#content">{t('shell:skip')}</a>
      <Layout.Header className="bar no-print">
        <Button type="text" aria-label={t('shell:menu')} icon={wide && !collapsed ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />} onClick={fold} />
        <Link to="/" className="brand" aria-label={t('shell:title')}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span className="brand-name">{t('shell:title_short')}</span>
        </Link>
        <SearchBox />
        <span className="bar-space" />
        <LanguageSwitch />
        <AccountMenu />
      </Layout.Header>
      {busy && <div className="progress" role="progressbar" aria-label={t('shell:loading')} />}
      {!online && <Alert banner type="warning" title={t('shell:offline')} className="no-print" />}
      <PasswordAge />
      <Layout hasSider>
        {wide && (
          <Layout.Sider theme="light" width={208} collapsedWidth={56} collapsed={collapsed} trigger={null} className="side no-print">
            <SideMenu />
          </Layout.Sider>
        )}
        <Drawer placement="left" size={264} open={!wide && open} onClose={() => setOpen(false)} title={t('shell:title')} styles={{ body: { padding: 0 } }}>
          <SideMenu />
        </Drawer>
        <Layout.Content id="content" className="content" tabIndex={-1}>
          <Suspense fallback={<Splash />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function SideMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const { data: work } = queries.useQuery('get', '/api/v1/work', {}, { refetchInterval: 60_000 });
  const items = useMemo(
    () =>
      MENU_GROUPS.flatMap((group) => {
        const pages = allPages.filter((page) => page.menu?.group === group && isPermitted(page, me.permissions));
        const entries = pages
          .toSorted((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0))
          .flatMap(({ path, menu }) => {
            if (!menu) return [];
            const Icon = menu.icon;
            const waiting = (work ?? []).filter(({ name }) => menu.work?.includes(name)).reduce((sum, { count }) => sum + count, 0);
            const label = <Link to={`/${path}`} className="menu-entry">{t(menu.text)}<Badge count={waiting} overflowCount={999} size="small" /></Link>;
            return [{ key: `/${path}`, icon: <Icon />, label, title: t(menu.text) }];
          });
        return entries.length > 0 ? [{ key: group, type: 'group' as const, label: t(`shell:group.${group}`), children: entries }] : [];
      }),
    [me, t, work],
  );
  const keys = items.flatMap((group) => group.children.map((entry) => entry.key));
  const here = keys.filter((key) => pathname === key || pathname.startsWith(`${key}/`)).toSorted((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={t('shell:menu')}>
      <Menu mode="inline" items={items} selectedKeys={here ? [here] : []} className="side-menu" />
    </nav>
  );
}

function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const preferences = usePreferences();
  const signOut = useSignOut();

  const roles = me.roles.map((role) => t(`words:Role.${role}`)).join(t('ui:comma'));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            disabled: true,
            className: 'account-who',
            label: (
              <>
                <div><b>{me.user.name}</b> <span className="quiet">{me.user.login}</span></div>
                <div className="quiet">{me.agency.name}</div>
                <div className="quiet">{roles}</div>
              </>
            ),
          },
          { type: 'divider' },
          {
            key: 'appearance',
            icon: <BulbOutlined />,
            label: t('shell:appearance'),
            children: (['system', 'light', 'dark'] as const).map((appearance) => ({
              key: appearance,
              label: t(`shell:appearances.${appearance}`),
              onClick: () => preferences.setAppearance(appearance),
            })),
          },
          { key: 'password', icon: <LockOutlined />, label: t('shell:change_password'), onClick: () => void navigate('/password') },
          { key: 'sessions', icon: <LaptopOutlined />, label: t('shell:sessions'), onClick: () => void navigate('/sessions') },
          { key: 'factor', icon: <SafetyOutlined />, label: t('shell:factor'), onClick: () => void navigate('/two-step') },
          { type: 'divider' },
          { key: 'out', icon: <LogoutOutlined />, label: t('shell:sign_out'), onClick: () => void signOut() },
        ],
        selectable: true,
        selectedKeys: [preferences.appearance],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t('shell:account', { name: me.user.name })}>
        <span className="account-name">{me.user.name}</span>
      </Button>
    </Dropdown>
  );
}
