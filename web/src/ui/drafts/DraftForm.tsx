import { Form, type FormInstance, type FormProps } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { Splash } from '../page/pageStates';
import { SubmitByEnter } from '../SubmitByEnter';
import { forPicker, fromPicker } from '../values/time';
import { changesOf, withChanges } from './changes';
import { DraftKept, DraftOffer, UnsavedChanges } from './DraftOffer';
import { type Draft, useDraft } from './useDraft';

type Content = Readonly<Record<string, unknown>>;
export type FormDraft = Draft<Content>;

const NOTHING: Content = {};

/** The draft of a form; without a scope nothing is kept. */
export function useFormDraft(scope: string | null): FormDraft {
  return useDraft<Content>(scope, NOTHING);
}

interface Props<T> extends Omit<FormProps<T>, 'form' | 'onValuesChange' | 'children' | 'initialValues'> {
  form: FormInstance<T>;
  draft: FormDraft;
  initialValues?: object;
  /** The initial values are a record: only what differs from it is kept, and said to be unsaved when it is there again. */
  edits?: boolean;
  /** Called before what was typed is kept. */
  onEdit?: (changed: Partial<T>) => void;
  /** The fields that hold a picker's date. */
  times?: readonly string[];
  /** The fields that are kept nowhere, because they hold personal numbers. */
  unkept?: readonly string[];
  children: ReactNode;
}

function changed<A>(content: Content, times: readonly string[], change: (value: A) => unknown): Content {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, value && times.includes(name) ? change(value as A) : value]));
}

const NO_FIELDS: readonly string[] = [];

/** A form whose content is there again after a reload, after a session has ended, and in another tab. */
export function DraftForm<T extends object>(props: Props<T>) {
  return props.draft.ready ? <ReadyForm<T> {...props} /> : <Splash />;
}

function ReadyForm<T extends object>({ form, draft, initialValues, edits = false, onEdit, times = NO_FIELDS, unkept = NO_FIELDS, children, ...rest }: Props<T>) {
  const { value, revision } = draft;
  // What the fields begin with; what is typed or recorded later must not change it.
  const [recorded, start] = useMemo(() => {
    const [from, kept] = [(initialValues ?? NOTHING) as Content, changed<string>(value, times, forPicker)];
    return [changed<Dayjs>(from, times, fromPicker), edits ? withChanges(from, kept) : { ...from, ...kept }];
  }, [revision]); // oxlint-disable-line react-hooks/exhaustive-deps
  const unsaved = useMemo(() => edits && Object.keys(value).length > 0, [revision]); // oxlint-disable-line react-hooks/exhaustive-deps
  useLayoutEffect(() => form.resetFields(), [form, revision]);
  const keep = (given: Partial<T>) => {
    onEdit?.(given);
    const typed = Object.entries(form.getFieldsValue() as Content).filter(([name]) => !unkept.includes(name));
    const content = changed<Dayjs>(Object.fromEntries(typed), times, fromPicker);
    if (!edits) return draft.set(content);
    const changes = changesOf(recorded, content);
    if (Object.keys(changes).length > 0) draft.set(changes);
    else draft.forget();
  };
  return (
    <>
      <DraftOffer draft={draft} />
      {unsaved && <UnsavedChanges draft={draft} />}
      <Form<T> {...rest} form={form} initialValues={start} onValuesChange={keep}>
        {children}
        <SubmitByEnter />
      </Form>
      <p className="quiet"><DraftKept draft={draft} /></p>
    </>
  );
}
