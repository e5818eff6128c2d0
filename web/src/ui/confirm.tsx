import { App, Input } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  content: ReactNode;
  /** The verb on the button. */
  ok: string;
  danger?: boolean;
}

/** Asks before an action that cannot be undone: `if (await confirm({ title, content, ok }))`. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    (question) =>
      new Promise((answer) => {
        modal.confirm({
          title: question.title,
          content: question.content,
          okText: question.ok,
          okButtonProps: { danger: question.danger ?? false },
          cancelText: t('ui:cancel'),
          onOk: () => answer(true),
          onCancel: () => answer(false),
        });
      }),
    [modal, t],
  );
}

/** Asks for the reason for an action; null when the person cancels. */
export function useAskReason(): (question: Question & { required: boolean; label?: string }) => Promise<string | null> {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    (question) =>
      new Promise((answer) => {
        let reason = '';
        const label = question.label ?? t('ui:reason');
        const shown = modal.confirm({
          title: question.title,
          // What is typed first is the reason; Ant Design would take the focus to the button.
          autoFocusButton: null,
          content: (
            <>
              <div className="confirm-what">{question.content}</div>
              <Input.TextArea
                autoFocus
                rows={3}
                maxLength={500}
                showCount
                aria-label={label}
                placeholder={question.required ? t('ui:reason_needed') : t('ui:reason_optional')}
                onChange={(event) => {
                  reason = event.target.value.trim();
                  shown.update({ okButtonProps: { danger: question.danger ?? false, disabled: question.required && reason === '' } });
                }}
              />
            </>
          ),
          okText: question.ok,
          okButtonProps: { danger: question.danger ?? false, disabled: question.required },
          cancelText: t('ui:cancel'),
          onOk: () => answer(reason),
          onCancel: () => answer(null),
        });
      }),
    [modal, t],
  );
}
