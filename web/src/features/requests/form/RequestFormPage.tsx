import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Steps } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { isWord } from '@/api/isWord';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { CaseSelect } from '@/parts/cases/CaseSelect';
import { fetchRequestLines } from '@/parts/requests/requestLines';
import { useConfirm } from '@/ui/confirm';
import { DraftKept, DraftOffer } from '@/ui/drafts/DraftOffer';
import { type Draft, useDraft } from '@/ui/drafts/useDraft';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, NotFound, Splash } from '@/ui/page/pageStates';
import { fieldErrors, useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { Blockers } from './Blockers';
import { ItemPicker, PickedTable } from './ItemPicker';
import { LoanSelect, useNamedLoan } from './LoanSelect';
import { fetchPickableItems } from './pickableItems';
import { BLANK, fromDetail, inOrder, type Kind, type Picked, toEdit, toNew, withItems, type Writing } from './requestDraft';
import { type TermFields, TermsForm } from './TermsForm';
import { useBlockers } from './useBlockers';

/** Drafts a request: a new one (kept on the device until it is first saved), or a draft stored by the API. */
export default function RequestFormPage() {
  const { kind, id } = useParams();
  if (id !== undefined) return <Known id={id} key={id} />;
  return isWord('RequestKind', kind) ? <Fresh kind={kind} key={kind} /> : <NotFound />;
}

function Fresh({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const draft = useDraft<Writing>(`request/${kind}`, BLANK);
  const { ready, setAside } = draft;
  const caseId = search.get('case_id');
  const [begun, begin] = useState(false);
  // What was written for another case than the one asked for is left for later.
  const fits = caseId === null || draft.value.case_id === null || draft.value.case_id === caseId;
  useEffect(() => {
    if (!ready || begun) return;
    if (!fits) setAside();
    begin(true);
  }, [ready, begun, fits, setAside]);
  if (!begun) return <Splash />;
  // Most intakes have one reason; who has another writes it.
  const usual = kind === 'intake' ? { reason: t('requests:usual_intake') } : {};
  return <RequestForm key={draft.revision} kind={kind} start={{ ...draft.value, terms: { ...usual, ...draft.value.terms }, case_id: draft.value.case_id ?? caseId }} draft={draft} listId={search.get('seizure_list_id') ?? undefined} loanId={search.get('loan_id')} />;
}

function Known({ id }: { id: string }) {
  const detail = queries.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } }, { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: 'always' });
  const lines = useQuery({ queryKey: ['all-lines', id], queryFn: () => fetchRequestLines(id), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const error = detail.error ?? lines.error;
  if (error) return <Failed problem={Problem.from(error)} />;
  if (!detail.data || !detail.isFetchedAfterMount || !lines.data) return <Splash />;
  return <RequestForm kind={detail.data.kind} known={detail.data} start={fromDetail(detail.data, lines.data)} loanId={null} />;
}

interface Props {
  kind: Kind;
  known?: Schemas['RequestDetail'];
  start: Writing;
  draft?: Draft<Writing>;
  listId?: string | undefined;
  loanId: string | null;
}

const GOODS = 0;
const TERMS = 1;
const CHECK = 2;

function RequestForm({ kind, known, start, draft, listId, loanId }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const report = useReport();
  const confirm = useConfirm();
  const [form] = Form.useForm<TermFields>();
  const [search, setSearch] = useSearchParams();
  const step = known && search.get('step') === 'check' ? CHECK : search.get('step') === 'terms' ? TERMS : GOODS;
  const [writing, show] = useState(start);
  // The version this page last read or wrote.
  const [version, setVersion] = useState(known?.version ?? 0);
  const saved = useRef(known ? JSON.stringify(start) : '');

  const keep = draft?.set;
  // Changes may come from responses that arrive later; each must start from the current state.
  const present = useRef(start);
  const change = useCallback(
    (part: Partial<Writing>) => {
      present.current = { ...present.current, ...part };
      show(present.current);
      keep?.(present.current);
    },
    [keep],
  );
  const takeLoan = useCallback(
    (loan: string, caseId: string, items: Picked[]) => change({ case_id: caseId, items, terms: { ...present.current.terms, loan_id: loan } }),
    [change],
  );
  useNamedLoan(loanId, takeLoan);

  // Coming from a newly registered seizure list: pick its items, in list order.
  const written = useLocation().state as { codes?: string[] } | null;
  const codes = useRef(written?.codes ?? []);
  useEffect(() => {
    if (!listId) return;
    void fetchPickableItems({ seizure_list_id: listId, states: 'registered' })
      .then((items) => change({ items: withItems(present.current.items, inOrder(items, codes.current)) }))
      .catch(report);
  }, [change, listId, report]);

  const go = (to: number) => {
    const after = new URLSearchParams(search);
    if (to === GOODS) after.delete('step');
    else after.set('step', to === TERMS ? 'terms' : 'check');
    setSearch(after, { replace: true });
  };

  const save = useAction(
    (input: Schemas['NewRequest'], once) =>
      known
        ? body(api.PATCH('/api/v1/requests/{id}', { params: { path: { id: known.id }, header: ifMatch(version) }, body: toEdit(input) }))
        : body(api.POST('/api/v1/requests', { params: { header: once }, body: input })),
    {
      changes: known ? [] : ['/api/v1/requests'],
      done: (row) => {
        setVersion(row.version);
        if (known) return go(CHECK);
        draft?.forget();
        void navigate(`/requests/${row.id}/edit?step=check`, { replace: true });
      },
      failed: (problem) => {
        const refused = problem.fields.some(({ pointer }) => !pointer.startsWith('/items') && pointer !== '/case_id' && pointer !== '/loan_id');
        if (refused) go(TERMS);
        if (!refused || !fieldErrors(form, problem)) report(problem);
      },
    },
  );

  const check = async (now: Writing = writing) => {
    if (now.case_id === null) return;
    const print = JSON.stringify(now);
    if (known && print === saved.current) return go(CHECK);
    save.mutate(toNew(kind, { ...now, case_id: now.case_id }), { onSuccess: () => (saved.current = print) });
  };
  const toCheck = async () => {
    if ((await form.validateFields().catch(() => null)) !== null) await check();
  };
  const drop = (blocked: ReadonlySet<string>) => {
    change({ items: writing.items.filter(({ code }) => !blocked.has(code)) });
    void check(present.current);
  };

  const submit = useAction(
    ({ id, seen }: { id: string; seen: number }, once) =>
      body(api.POST('/api/v1/requests/{id}/submission', { params: { path: { id }, header: { ...once, ...ifMatch(seen) } }, body: {} })),
    { done: (row) => void navigate(`/requests/${row.id}`, { replace: true }) },
  );
  const send = async () => {
    if (!known) return;
    const sure = await confirm({ title: t('requests:submit_title', { count: writing.items.length }), content: t('requests:submit_help'), ok: t('requests:submit') });
    if (sure) submit.mutate({ id: known.id, seen: version });
  };

  const ready = writing.case_id !== null && writing.items.length > 0;
  return (
    <PageFrame
      title={word('RequestKind', kind)}
      tab={word('RequestKind', kind)}
      trail={[{ to: '/requests', text: t('requests:title') }, ...(known ? [{ to: `/requests/${known.id}`, text: known.number ?? t('requests:unnumbered') }] : [])]}
    >
      {draft && <DraftOffer draft={draft} />}
      {known?.correction && <Alert className="gate-alert" type="warning" title={t('requests:correction')} description={known.correction} />}
      <section className="sheet">
        <Steps
          size="small"
          current={step}
          onChange={(to) => (to === CHECK ? void toCheck() : to === GOODS || writing.case_id !== null ? go(to) : undefined)}
          items={[{ title: t('requests:step_goods') }, { title: t('requests:step_terms') }, { title: t('requests:step_check') }]}
        />
      </section>
      {step === GOODS && (
        <section className="sheet">
          <div className="toolbar">
            <label className="field">
              <span>{kind === 'loan_return' ? t('requests:loan') : t('requests:case')}</span>
              {kind === 'loan_return' ? (
                <LoanSelect value={writing.terms.loan_id ?? null} onChange={takeLoan} />
              ) : (
                <CaseSelect value={writing.case_id} disabled={known !== undefined} onChange={(case_id) => change({ case_id, items: [] })} />
              )}
            </label>
          </div>
          {kind === 'loan_return' ? (
            <PickedTable picked={writing.items} onPick={(items) => change({ items })} />
          ) : (
            <ItemPicker kind={kind} caseId={writing.case_id} listId={listId} picked={writing.items} onPick={(items) => change({ items })} onCase={(case_id) => change({ case_id })} />
          )}
        </section>
      )}
      {/* The form stays mounted, so that the check finds its fields. */}
      <section className="sheet" hidden={step !== TERMS}>
        {writing.case_id !== null && <TermsForm kind={kind} caseId={writing.case_id} form={form} terms={writing.terms} onChange={(terms) => change({ terms })} />}
      </section>
      {step === CHECK && known && <Blockers id={known.id} version={version} items={writing.items} onDrop={drop} onTerms={() => go(TERMS)} />}
      <div className="ending">
        {step === GOODS && <Button type="primary" disabled={!ready} onClick={() => go(TERMS)}>{t('requests:next')}</Button>}
        {step === TERMS && <Button onClick={() => go(GOODS)}>{t('requests:back')}</Button>}
        {step === TERMS && <Button type="primary" loading={save.isPending} disabled={!ready} onClick={() => void toCheck()}>{t('requests:save_check')}</Button>}
        {step === CHECK && <Button onClick={() => go(TERMS)}>{t('requests:back')}</Button>}
        {step === CHECK && known && <SubmitButton id={known.id} version={version} busy={submit.isPending || save.isPending} send={() => void send()} />}
        <span className="filters-space" />
        <span className="quiet">
          {t('requests:chosen', { count: writing.items.length })}
          {' '}{draft && <DraftKept draft={draft} />}{known && t('requests:draft_saved')}
        </span>
      </div>
    </PageFrame>
  );
}

/** A draft can be submitted only when nothing blocks it. */
function SubmitButton({ id, version, busy, send }: { id: string; version: number; busy: boolean; send: () => void }) {
  const { t } = useTranslation();
  const { data } = useBlockers(id, version);
  return <Button type="primary" loading={busy} disabled={data === undefined || data.length > 0} onClick={send}>{t('requests:submit')}</Button>;
}
