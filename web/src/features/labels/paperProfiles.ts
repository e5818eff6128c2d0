import { queries, type Schemas } from '@/api/client';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';

export type Profile = Schemas['PaperProfileView'];
export type Content = Schemas['LabelContentView'];

const ALL = { params: { query: { limit: LARGEST_PAGE } } } as const;

/** Every paper profile and label content; a centre has only a few. */
export function usePaperProfiles(): { profiles: Profile[]; contents: Content[]; pending: boolean; error: unknown; refetch: () => void } {
  const profiles = queries.useInfiniteQuery('get', '/api/v1/paper-profiles', ALL, toTheEnd);
  const contents = queries.useInfiniteQuery('get', '/api/v1/label-contents', ALL, toTheEnd);
  const [allProfiles, allContents] = [useWholeList(profiles), useWholeList(contents)];
  return {
    profiles: allProfiles.rows ?? [],
    contents: allContents.rows ?? [],
    pending: allProfiles.pending || allContents.pending,
    error: allProfiles.broken?.error ?? allContents.broken?.error,
    refetch: () => {
      allProfiles.broken?.again();
      allContents.broken?.again();
    },
  };
}

/** What a profile labels, as defined by its content. */
export function subjectOf(profile: Profile, contents: readonly Content[]): Schemas['LabelSubject'] | undefined {
  return contents.find(({ id }) => id === profile.content_id)?.subject;
}

/** Formats micrometres as millimetres. */
export function mm(um: number): string {
  return String(um / 1000);
}
