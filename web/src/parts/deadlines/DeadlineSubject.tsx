import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { Word } from '@/ui/values/values';

type Deadline = Pick<Schemas['DeadlineView'], 'subject' | 'subject_id' | 'subject_name' | 'item_id'>;

/** Where the subject of a deadline is looked at; a discrepancy among those of its item. */
function subjectAddress({ subject, subject_id: id, item_id: item }: Deadline): string {
  const addresses: Record<Schemas['ClockSubject'], string> = {
    seizure_list: `/seizure-lists/${id}`,
    item: `/items/${id}`,
    case: `/cases/${id}`,
    request: `/requests/${id}`,
    supervision_notice: `/supervision-notices/${id}`,
    discrepancy: item ? `/discrepancies?item_id=${item}` : '/discrepancies',
  };
  return addresses[subject];
}

/** What a deadline is about, with the way to it. */
export function DeadlineSubject({ of: row }: { of: Deadline }) {
  return <Link to={subjectAddress(row)}>{row.subject_name ?? <Word of="ClockSubject" is={row.subject} />}</Link>;
}
