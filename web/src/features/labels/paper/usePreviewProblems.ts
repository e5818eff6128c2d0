import type { FormInstance } from 'antd';
import { useCallback, useRef } from 'react';
import type { Problem } from '@/api/problem';
import { fieldErrors, fieldOf } from '@/ui/problems';

/** Shows the preview's errors on the form fields, and clears them once they are fixed. */
export function usePreviewProblems<T>(form: FormInstance<T>, prefix: string): (problem: Problem | null) => void {
  const shown = useRef<string[]>([]);
  return useCallback(
    (problem) => {
      if (shown.current.length > 0) form.setFields(shown.current.map((pointer) => ({ name: fieldOf(pointer), errors: [] })) as never);
      const fields = (problem?.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(prefix, '/layout') })).filter(({ pointer }) => pointer.startsWith('/layout'));
      shown.current = fields.map(({ pointer }) => pointer);
      if (problem && fields.length > 0) fieldErrors(form, Object.assign(Object.create(problem), { fields }));
    },
    [form, prefix],
  );
}
