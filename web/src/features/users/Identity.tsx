import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/api/problem';

export const UNKEPT = ['identity_number', 'same_person'] as const;

/** Whether the API found another account of the person, which then has to be confirmed. */
export function usePersonKnown(): [boolean, (problem: Problem) => void] {
  const [known, setKnown] = useState(false);
  return [known, (problem) => setKnown((before) => before || problem.fields.some(({ code }) => code === 'person_known'))];
}

/** By what a person is known besides the account, and whether another account is theirs too. */
export function Identity({ recorded = false, known }: { recorded?: boolean; known: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="badge_number" label={t('users:badge')} extra={t('users:badge_help')}><Input maxLength={40} autoComplete="off" /></Form.Item>
      <Form.Item name="identity_number" label={t('users:identity')} extra={t(recorded ? 'users:identity_recorded' : 'users:identity_help')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {known && (
        <Form.Item name="same_person" valuePropName="checked" extra={t('users:same_person_help')}>
          <Checkbox>{t('users:same_person')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
