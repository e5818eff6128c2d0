import { useState } from 'react';
import { api } from '@/api/client';

interface Props {
  file: string;
  size: 'thumbnail' | 'screen';
  alt: string;
  className?: string;
}

/** A derived picture of a file. The browser fetches it by itself, and does not know how to renew a session: a call does, once, and it is fetched again. */
export function Picture({ file, size, alt, className }: Props) {
  const [renewed, setRenewed] = useState(false);
  const renew = () => void api.GET('/api/v1/files/{id}', { params: { path: { id: file } } }).then(() => setRenewed(true), () => undefined);
  return <img key={String(renewed)} className={className} src={`/api/v1/files/${file}/${size}`} alt={alt} loading="lazy" decoding="async" onError={renewed ? undefined : renew} />;
}
