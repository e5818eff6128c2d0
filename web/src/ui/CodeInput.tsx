import { Button, Input, type InputProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Where a code of the authenticator is typed or pasted, with the keyboard of digits; a recovery code has letters, and another keyboard. */
export function CodeInput({ digitsOnly = false, autoFocus = false, ...props }: InputProps & { digitsOnly?: boolean }) {
  const { t } = useTranslation();
  const [letters, setLetters] = useState(false);
  return (
    <>
      <Input
        {...props}
        key={letters ? 'letters' : 'digits'}
        autoFocus={autoFocus || letters}
        autoComplete={letters ? 'off' : 'one-time-code'}
        inputMode={letters ? 'text' : 'numeric'}
        placeholder={letters ? 'xxxx-xxxx-xxxx' : '000000'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={32}
      />
      {!digitsOnly && <Button type="link" size="small" onClick={() => setLetters(!letters)}>{t(letters ? 'shell:code_digits' : 'shell:code_letters')}</Button>}
    </>
  );
}
