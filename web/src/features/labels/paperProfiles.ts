import { queries, type Schemas } from '@/api/client';

export type Profile = Schemas['PaperProfileView'];
export type Content = Schemas['LabelContentView'];

const ALL = { params: { query: { limit: 500 } } } as const;

/** Every paper profile and label content; a centre has only a few. */
export function usePaperProfiles(): { profiles: Profile[]; contents: Content[]; pending: boolean; error: unknown; refetch: () => void } {
  const profiles = queries.useQuery('get', '/api/v1/paper-profiles', ALL);
  const contents = queries.useQuery('get', '/api/v1/label-contents', ALL);
  return {
    profiles: profiles.data?.rows ?? [],
    contents: contents.data?.rows ?? [],
    pending: profiles.isPending || contents.isPending,
    error: profiles.error ?? contents.error,
    refetch: () => {
      void profiles.refetch();
      void contents.refetch();
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
