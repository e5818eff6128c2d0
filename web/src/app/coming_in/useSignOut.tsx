import { App, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, queryClient } from '@/api/client';
import { useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { countDrafts } from '@/ui/drafts/draftStore';

type Answer = 'send' | 'leave' | 'stay';

/** Signs out. Unsent scans and photographs stay on the device until their owner signs in there again, so they are counted first; scans can be sent. */
export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const me = useMe();
  const navigate = useNavigate();
  const report = useReport();

  const ask = useCallback(
    (scans: number, files: number, drafts: number) =>
      new Promise<Answer>((answer) => {
        const shown = modal.confirm({
          title: t('shell:sign_out_title'),
          content: (
            <>
              {scans > 0 && <p><b>{t('shell:sign_out_scans', { count: scans })}</b></p>}
              {files > 0 && <p><b>{t('shell:sign_out_files', { count: files })}</b></p>}
              {drafts > 0 && <p>{t('shell:sign_out_drafts', { count: drafts })}</p>}
              <p>{scans + files + drafts > 0 ? t('shell:sign_out_stays') : t('shell:sign_out_clean')}</p>
            </>
          ),
          okText: scans > 0 ? t('shell:send_first') : t('shell:sign_out'),
          onOk: () => answer(scans > 0 ? 'send' : 'leave'),
          cancelText: t('ui:cancel'),
          onCancel: () => answer('stay'),
          footer: (_, { OkBtn, CancelBtn }) => (
            <>
              <CancelBtn />
              {scans > 0 && (
                <Button
                  danger
                  onClick={() => {
                    shown.destroy();
                    answer('leave');
                  }}
                >
                  {t('shell:sign_out_anyway')}
                </Button>
              )}
              <OkBtn />
            </>
          ),
        });
      }),
    [modal, t],
  );

  return useCallback(async () => {
    try {
      // Loaded only for people who scan or photograph.
      const scans = me.may('execute_requests') || me.may('move_items') ? await import('@/parts/scan_queue/unsentScans') : null;
      const files = me.may('manage_files') ? await import('@/parts/files/queue/storage') : null;
      const answer = await ask((await scans?.countUnsentScans(me.user.id)) ?? 0, (await files?.deviceStorage.load(me.user.id))?.length ?? 0, await countDrafts(me.user.id));
      if (answer === 'stay') return;
      if (answer === 'send') {
        const left = (await scans?.sendUnsentScans(me.user.id)) ?? 0;
        if (left > 0) return void message.warning(t('shell:send_first_failed', { count: left }));
      }
      await body(api.DELETE('/api/v1/session'));
    } catch (error) {
      report(error);
      return;
    }
    queryClient.clear();
    await navigate('/sign-in', { replace: true });
  }, [ask, me, message, navigate, report, t]);
}
