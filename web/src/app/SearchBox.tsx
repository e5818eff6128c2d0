import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { addressOf, findHits, onlyHit } from '@/parts/lookup/lookup';
import { useReport } from '@/ui/problems';
import { cleanCode, isLabelShaped } from '@/ui/scanning/scannedCode';
import { useMe } from '@/ui/session/me';
import { Word } from '@/ui/values/values';

/** Milliseconds without a key before suggestions are fetched. */
const PAUSE = 250;

/** The search box in the header: any number, code or words, with suggestions while typing. Enter opens the single match, or the list. `/` focuses it. */
export function SearchBox() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const report = useReport();
  const box = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  // A scan that lands here is a code and not words; words keep their signs.
  const code = cleanCode(text);
  const wanted = isLabelShaped(code) ? code : text.trim();

  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data: hits = [] } = useQuery({ queryKey: ['search', '/api/v1/search', asked], queryFn: () => findHits(asked), enabled: asked.length >= 2 });

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

  if (!me.may('read_items')) return null;
  const leave = async (place: string) => {
    setText('');
    box.current?.blur();
    await navigate(place);
  };
  const go = async () => {
    if (wanted === '') return;
    try {
      const hit = onlyHit(wanted, await findHits(wanted));
      await leave(hit ? addressOf(hit) : `/items?q=${encodeURIComponent(wanted)}`);
    } catch (error) {
      report(error);
    }
  };
  const options = asked === '' || wanted === '' ? [] : hits.map((hit) => ({
    value: `${hit.kind}/${hit.id}`,
    label: (
      <div className="hit">
        <span className="hit-kind"><Word of="HitKind" is={hit.kind} /></span>
        <span className="hit-title">{hit.title}</span>
        <span className="quiet">{hit.subtitle}</span>
      </div>
    ),
  }));
  return (
    <search className="search-box">
      <AutoComplete
        className="wide"
        value={text}
        options={options}
        defaultActiveFirstOption={false}
        popupMatchSelectWidth={false}
        classNames={{ popup: { root: 'search-box-popup' } }}
        popupRender={(menu) => <>{menu}{hits.length > 1 && <div className="first-hits quiet">{t('shell:first_hits')}</div>}</>}
        onChange={(value: string) => setText(/^\w+\/[0-9a-f-]{36}$/.test(value) ? text : value)}
        onSelect={(value: string) => {
          const hit = hits.find(({ kind, id }) => `${kind}/${id}` === value);
          if (hit) void leave(addressOf(hit));
        }}
      >
        <Input
          ref={box}
          allowClear
          maxLength={100}
          prefix={<SearchOutlined />}
          aria-label={t('shell:jump')}
          placeholder={t('shell:jump')}
          onKeyDown={(event) => {
            // When a suggestion is highlighted, Enter opens that suggestion.
            const chosen = document.querySelector('.search-box-popup .ant-select-item-option-active');
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && !chosen) void go();
          }}
        />
      </AutoComplete>
    </search>
  );
}
