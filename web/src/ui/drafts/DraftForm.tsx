import { Form, type FormInstance, type FormProps } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { Splash } from '../page/pageStates';
import { forPicker, fromPicker } from '../values/time';
import { DraftKept, DraftOffer } from './DraftOffer';
import { type Draft, useDraft } from './useDraft';

type Content = Readonly<Record<string, unknown>>;
export type FormDraft = Draft<Content>;

const NOTHING: Content = {};

/** The draft of a form that registers something; without a scope, as when something is edited, nothing is kept. */
export function useFormDraft(scope: string | null): FormDraft {
  return useDraft<Content>(scope, NOTHING);
}

interface Props<T> extends Omit<FormProps<T>, 'form' | 'onValuesChange' | 'children' | 'initialValues'> {
  form: FormInstance<T>;
  draft: FormDraft;
  initialValues?: object;
  /** The fields that hold a picker's date. */
  times?: readonly string[];
  children: ReactNode;
}

function changed<A>(content: Content, times: readonly string[], change: (value: A) => unknown): Content {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, value && times.includes(name) ? change(value as A) : value]));
}

const NO_TIMES: readonly string[] = [];

/** A form whose content is there again after a reload, after a session has ended, and in another tab. */
export function DraftForm<T extends object>(props: Props<T>) {
  return props.draft.ready ? <ReadyForm<T> {...props} /> : <Splash />;
}

function ReadyForm<T extends object>({ form, draft, initialValues, times = NO_TIMES, children, ...rest }: Props<T>) {
  const { value, revision } = draft;
  // What the fields begin with; what is typed later must not change it.
  const start = useMemo(() => ({ ...initialValues, ...changed<string>(value, times, forPicker) }), [revision]); // oxlint-disable-line react-hooks/exhaustive-deps
  useLayoutEffect(() => form.resetFields(), [form, revision]);
  return (
    <>
      <DraftOffer draft={draft} />
      <Form<T>
        {...rest}
        form={form}
        initialValues={start}
        onValuesChange={(_, all) => draft.set(changed<Dayjs>(all as Content, times, fromPicker))}
      >
        {children}
      </Form>
      <p className="quiet"><DraftKept draft={draft} /></p>
    </>
  );
}
