import { Button } from 'antd';
import { usePreferences } from '@/ui/session/preferences';

/** Switches to the other language, which is named in itself. */
export function LanguageSwitch() {
  const { language, setLanguage } = usePreferences();
  const other = language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Button type="text" lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
