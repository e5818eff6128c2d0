import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJump } from './jump';
import { useMe } from './me';

/** The box in the bar: any number, code or words, and Enter. `/` puts the cursor into it. */
export function JumpBox() {
  const { t } = useTranslation();
  const me = useMe();
  const jump = useJump();
  const box = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);

  if (!me.may('read_items') && !me.may('read_requests')) return null;
  const go = async () => {
    setBusy(true);
    await jump(text);
    setBusy(false);
    setText('');
    box.current?.blur();
  };
  return (
    <search className="jump">
      <Input
        ref={box}
        value={text}
        disabled={busy}
        allowClear
        maxLength={100}
        prefix={<SearchOutlined />}
        aria-label={t('shell:jump')}
        placeholder={t('shell:jump')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => void go()}
      />
    </search>
  );
}
